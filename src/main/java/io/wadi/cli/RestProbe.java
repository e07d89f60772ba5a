package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.extract.sql.Survey;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.console.Draft;
import io.wadi.server.console.Workshop.Paging;
import io.wadi.server.console.Workshop.Table;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The first answer of an API that somebody typed the address of, and what can be seen in it: where its records are, and how
 * further pages are asked for. Nothing is followed elsewhere, and no more than a few megabytes are read.
 */
record RestProbe(JsonNode answer, Optional<String> link, Duration took) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_BYTES = 5_000_000;
    private static final int DEPTH = 3;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_@][A-Za-z0-9_@-]*");
    private static final Pattern NEXT_LINK = Pattern.compile("(?i)next|next_?(link|url|page|href)|@odata\\.nextLink");
    private static final Pattern NEXT_CURSOR =
            Pattern.compile("(?i)(next_?|end_?)(cursor|page_?token|token)|cursor|continuation(_?token)?|after");
    private static final Pattern PAGES = Pattern.compile("(?i)(total_?|last_?)?pages?(_?count)?");
    private static final Pattern CHANGES = Pattern.compile("(?i).*(updat|modif|chang).*");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:.*");

    RestProbe {
        requireNonNull(answer);
        requireNonNull(link);
        requireNonNull(took);
    }

    /** @throws ConfigurationFailure when it cannot be asked, or answers no JSON */
    static RestProbe of(Draft draft) {
        URI uri = DraftAddress.url(draft);
        long began = System.nanoTime();
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).header("Accept", "application/json");
        header(draft).forEach(request::header);
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                refuse(draft, uri, response);
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw problem(uri, "answers more than " + MOST_BYTES / 1_000_000 + " MB", "ask for smaller pages");
                }
                JsonNode answer = JSON.readTree(bytes);
                if (!answer.isContainerNode()) {
                    throw problem(
                            uri, "answers no JSON object and no list", "look whether it is the address of the API");
                }
                return new RestProbe(
                        answer,
                        response.headers().firstValue("Link").filter(text -> text.contains("rel=\"next\"")),
                        Duration.ofNanos(System.nanoTime() - began));
            }
        } catch (JsonProcessingException e) {
            throw problem(uri, "answers what is no JSON", "look whether it is the address of the API");
        } catch (IOException e) {
            throw problem(uri, "cannot be asked: " + e.getClass().getSimpleName(), "look at host, port and network");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(uri, "was not waited for", "try again");
        }
    }

    private static void refuse(Draft draft, URI uri, HttpResponse<InputStream> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw problem(
                    uri,
                    "answers " + status + (draft.web().auth().isEmpty() ? ": it wants to know who asks" : ""),
                    "look at the kind of credentials, and at their value");
        }
        if (status >= 300 && status < 400) {
            throw problem(
                    uri, "sends elsewhere (" + status + ")", "type the address that it sends to, if you trust it");
        }
        if (status != 200) {
            throw problem(uri, "answers " + status, "look at the path");
        }
    }

    /** Without its query, which may hold what is nobody's business. */
    private static ConfigurationFailure problem(URI uri, String what, String fix) {
        return new ConfigurationFailure(
                Explanation.of(uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() + " " + what)
                        .fix(fix));
    }

    private static Map<String, String> header(Draft draft) {
        String secret = draft.password();
        return switch (draft.web().auth()) {
            case "bearer" -> Map.of("Authorization", "Bearer " + secret);
            case "basic" ->
                Map.of(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (draft.user() + ":" + secret).getBytes(StandardCharsets.UTF_8)));
            case "api_key" -> Map.of(draft.web().keyName(), secret);
            default -> Map.of();
        };
    }

    /** The lists of objects in it, the longest first. */
    List<Table> tables() {
        List<Table> found = new ArrayList<>();
        lists(answer, "$", 0, found);
        found.sort(
                (one, other) -> Long.compare(other.rows().orElse(0), one.rows().orElse(0)));
        return found;
    }

    private static void lists(JsonNode node, String path, int depth, List<Table> found) {
        if (node.isArray()) {
            if (!node.isEmpty() && node.get(0).isObject()) {
                found.add(table(node, path));
            }
        } else if (depth < DEPTH) {
            node.properties().forEach(field -> {
                if (PLAIN.matcher(field.getKey()).matches()) {
                    lists(field.getValue(), path + "." + field.getKey(), depth + 1, found);
                }
            });
        }
    }

    private static Table table(JsonNode list, String path) {
        List<String> columns = columns(list);
        List<String> key = columns.stream().filter(each -> each.equals("id")).toList();
        List<String> cursors = columns.stream()
                .filter(each -> !key.isEmpty()
                        && PLAIN.matcher(each).matches()
                        && CHANGES.matcher(each).matches()
                        && TIME.matcher(list.get(0).path(each).asText()).matches())
                .toList();
        return new Table(path, OptionalLong.of(list.size()), columns.size(), key, cursors, Optional.empty());
    }

    private static List<String> columns(JsonNode list) {
        Set<String> columns = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(list.size(), MaskedSample.ROWS); i++) {
            list.get(i).fieldNames().forEachRemaining(columns::add);
        }
        return List.copyOf(columns);
    }

    /** How further pages could be asked for, the likeliest first. */
    List<Paging> pagings() {
        List<Paging> all = new ArrayList<>();
        link.ifPresent(header -> all.add(new Paging("header_link", "the link to the next page, in the header Link")));
        Map<String, JsonNode> values = new LinkedHashMap<>();
        leaves(answer, "$", 0, values);
        values.forEach((path, value) -> {
            String key = path.substring(path.lastIndexOf('.') + 1);
            boolean isUrl = value.isTextual() && value.asText().matches("(https?:/)?/.*");
            if (NEXT_LINK.matcher(key).matches() && isUrl) {
                all.add(new Paging("json_link " + path, "the link to the next page, at " + path));
            } else if (NEXT_CURSOR.matcher(key).matches()
                    && value.isTextual()
                    && !value.asText().isEmpty()) {
                String parameter = key.toLowerCase(Locale.ROOT).contains("token") ? "pageToken" : "cursor";
                all.add(new Paging(
                        "cursor " + path + " " + parameter, "the cursor at " + path + ", sent as " + parameter));
            } else if (PAGES.matcher(key).matches() && value.isIntegralNumber() && !key.equalsIgnoreCase("page")) {
                String parent = path.substring(0, path.lastIndexOf('.'));
                long first = values.getOrDefault(
                                parent + ".page", JSON.getNodeFactory().numberNode(1))
                        .asLong();
                all.add(new Paging(
                        "page_number " + first + " " + path,
                        "the number of the page, from " + first + " to what is at " + path));
            }
        });
        all.add(new Paging("auto", "found out by the run"));
        all.add(new Paging("single_page", "this is all that there is"));
        return all;
    }

    private static void leaves(JsonNode node, String path, int depth, Map<String, JsonNode> found) {
        node.properties().forEach(field -> {
            if (PLAIN.matcher(field.getKey()).matches() || field.getKey().equals("@odata.nextLink")) {
                String name = PLAIN.matcher(field.getKey()).matches()
                        ? path + "." + field.getKey()
                        : path + "['" + field.getKey() + "']";
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
        List<String> columns = columns(list);
        List<List<Optional<String>>> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(list.size(), MaskedSample.ROWS); i++) {
            JsonNode record = list.get(i);
            rows.add(columns.stream().map(column -> cell(record.path(column))).toList());
        }
        return new Survey.Sample(columns, rows);
    }

    /** What is nested becomes tables of its own, and is not shown: it may be about anybody. */
    private static Optional<String> cell(JsonNode value) {
        String text = value.isArray() ? "[" + value.size() + "]" : value.isObject() ? "{…}" : value.asText();
        return value.isMissingNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(text.substring(0, Math.min(MaskedSample.LONGEST, text.length())));
    }
}
