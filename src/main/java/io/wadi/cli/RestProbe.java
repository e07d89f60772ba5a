package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.extract.rest.Enquiry;
import io.wadi.extract.rest.Paginator;
import io.wadi.extract.sql.Survey;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.console.Words;
import io.wadi.server.console.Workshop.Choice;
import io.wadi.server.console.Workshop.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What can be seen in the first answer of an API: where its records are, and how further pages are asked for. */
record RestProbe(JsonNode answer, Paginator found) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DEPTH = 3;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_@][A-Za-z0-9_@-]*");
    private static final Pattern NEXT_CURSOR =
            Pattern.compile("(?i)(next_?|end_?)(cursor|page_?token|token)|cursor|continuation(_?token)?|after");
    private static final Pattern CHANGES = Pattern.compile("(?i).*(updat|modif|chang).*");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:.*");

    RestProbe {
        requireNonNull(answer);
        requireNonNull(found);
    }

    /** @throws ConfigurationFailure when it is no JSON */
    static RestProbe of(Enquiry enquiry) {
        try {
            JsonNode answer = JSON.readTree(enquiry.body());
            if (answer.isContainerNode()) {
                return new RestProbe(answer, enquiry.paginator());
            }
        } catch (IOException e) {
            // whose message quotes it
        }
        throw new ConfigurationFailure(Explanation.of("the answer is no JSON object and no list")
                .fix("look whether it is the address of the API"));
    }

    /** The lists of objects in it, the longest first. */
    List<Table> tables() {
        Map<String, JsonNode> lists = new LinkedHashMap<>();
        lists(answer, "$", 0, lists);
        return lists.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(other.getValue().size(), one.getValue().size()))
                .map(list -> table(list.getKey(), list.getValue()))
                .toList();
    }

    private static void lists(JsonNode node, String path, int depth, Map<String, JsonNode> found) {
        if (node.isArray()) {
            if (!node.isEmpty() && node.get(0).isObject()) {
                found.put(path, node);
            }
        } else if (depth < DEPTH) {
            node.properties().forEach(field -> {
                if (PLAIN.matcher(field.getKey()).matches()) {
                    lists(field.getValue(), path + "." + field.getKey(), depth + 1, found);
                }
            });
        }
    }

    private static Table table(String path, JsonNode list) {
        List<String> columns = rows(list).columns();
        List<Choice> reads = new ArrayList<>(List.of(DatabaseDraft.ALL));
        columns.stream()
                .filter(each -> columns.contains("id")
                        && PLAIN.matcher(each).matches()
                        && CHANGES.matcher(each).matches()
                        && TIME.matcher(list.get(0).path(each).asText()).matches())
                .map(DatabaseDraft::changed)
                .forEach(reads::add);
        return new Table(
                path,
                Words.many(list.size(), "record") + " of " + Words.many(columns.size(), "field"),
                reads,
                Optional.empty());
    }

    /** How further pages could be asked for, the likeliest first. */
    List<Choice> pagings() {
        List<Choice> all = new ArrayList<>();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        leaves(answer, "$", 0, values);
        if (found instanceof Paginator.HeaderLink) {
            all.add(new Choice("header_link", "the link to the next page, in the header Link"));
        } else if (found instanceof Paginator.JsonLink link
                && link.path().toString().indexOf(' ') < 0) {
            all.add(new Choice("json_link " + link.path(), "the link to the next page, at " + link.path()));
        } else if (found instanceof Paginator.PageNumber number) {
            String total = number.stops().total().orElseThrow().toString();
            // Where an answer says its own number, that of the first page is where they begin.
            Optional.ofNullable(values.get(total.replaceFirst("[^.]*$", "page")))
                    .filter(JsonNode::isIntegralNumber)
                    .ifPresent(page -> all.add(new Choice(
                            "page_number " + page.asLong() + " " + total,
                            "the number of the page, from " + page.asLong() + " to what is at " + total)));
        }
        values.forEach((path, value) -> {
            String key = path.substring(path.lastIndexOf('.') + 1);
            if (NEXT_CURSOR.matcher(key).matches()
                    && value.isTextual()
                    && !value.asText().matches("|(https?:/)?/.*")) {
                String parameter = key.toLowerCase(Locale.ROOT).contains("token") ? "pageToken" : "cursor";
                all.add(new Choice(
                        "cursor " + path + " " + parameter, "the cursor at " + path + ", sent as " + parameter));
            }
        });
        all.add(new Choice("auto", "found out by the run"));
        all.add(new Choice("single_page", "this is all that there is"));
        return all;
    }

    private static void leaves(JsonNode node, String path, int depth, Map<String, JsonNode> found) {
        node.properties().forEach(field -> {
            String name = path + "." + field.getKey();
            if (PLAIN.matcher(field.getKey()).matches()) {
                if (field.getValue().isValueNode()) {
                    found.put(name, field.getValue());
                } else if (field.getValue().isObject() && depth < DEPTH) {
                    leaves(field.getValue(), name, depth + 1, found);
                }
            }
        });
    }

    /** The first rows of one of its lists. */
    Survey.Sample sample(String path) {
        JsonNode list = answer;
        for (String key : path.substring(1).split("\\.", -1)) {
            list = key.isEmpty() ? list : list.path(key);
        }
        return rows(list);
    }

    private static Survey.Sample rows(JsonNode list) {
        return FirstRows.of(StreamSupport.stream(list.spliterator(), false)
                .limit(FirstRows.MOST)
                .toList());
    }
}
