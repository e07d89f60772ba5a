package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.rest.Auth;
import io.wadi.extract.rest.Enquiry;
import io.wadi.extract.rest.SecretSource;
import io.wadi.extract.rest.Transport;
import io.wadi.extract.sql.Survey;
import io.wadi.model.Explanation;
import io.wadi.server.console.Draft;
import io.wadi.server.console.From;
import io.wadi.server.console.Workshop.Choice;
import io.wadi.server.console.Workshop.Table;
import io.wadi.server.console.Workshop.Tested;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records of an API. */
record ApiDraft(Draft draft, From.Api api, Transport transport) implements DraftSource {
    private static final Set<String> NO_NAMES =
            Set.of("data", "items", "results", "records", "value", "values", "rows", "entries", "list");

    ApiDraft {
        requireNonNull(draft);
        requireNonNull(api);
        requireNonNull(transport);
    }

    private RestProbe probe() {
        URI uri = DraftAddress.url(draft, api);
        Optional<Auth> auth = api.auth().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        api.auth().equals("api_key")
                                ? new Auth(Auth.Kind.API_KEY, draft.name(), api.keyName(), Auth.Location.HEADER)
                                : Auth.of(Auth.Kind.valueOf(api.auth().toUpperCase(Locale.ROOT)), draft.name()));
        Map<String, String> secrets = secrets();
        return RestProbe.of(Enquiry.of(transport, uri, auth, new SecretSource() {
            @Override
            public Optional<String> find(String section, String key) {
                return Optional.ofNullable(secrets.get(section + "." + key));
            }

            @Override
            public String places(String section, String key) {
                return "the form";
            }
        }));
    }

    @Override
    public Tested test() {
        long began = System.nanoTime();
        List<Table> lists = tables();
        return new Tested(
                "The API",
                "",
                Duration.ofNanos(System.nanoTime() - began),
                lists.isEmpty()
                        ? "there is no list of records in its answer"
                        : "records seem to be at " + lists.get(0).name());
    }

    @Override
    public List<Table> tables() {
        return probe().tables();
    }

    @Override
    public List<Choice> pagings() {
        return probe().pagings();
    }

    @Override
    public Survey.Sample sample(String table) {
        return probe().sample(table);
    }

    @Override
    public List<Explanation> problems() {
        return draft.tables().size() < 2
                ? List.of()
                : List.of(Explanation.of("an answer has its records at one place")
                        .fix("choose one, and make a deployment of its own for the other"));
    }

    /** What its table is called: as the list of records is, or else as the path ends. */
    @Override
    public String resource(String table) {
        String last = table.substring(table.lastIndexOf('.') + 1);
        String path = api.url().replaceFirst("[?].*", "").replaceFirst("^https?://[^/]*/?", "");
        String end = path.replaceFirst("/$", "").replaceFirst(".*/", "");
        return DraftSource.plain(
                last.equals("$") || NO_NAMES.contains(last.toLowerCase(Locale.ROOT)) ? end : last, draft.name());
    }

    @Override
    public String about() {
        return "Records of an API";
    }

    @Override
    public List<Step> steps() {
        String selector = draft.tables().isEmpty() ? "$" : draft.tables().get(0);
        List<String> options = new ArrayList<>();
        options.add("url: \"{{" + draft.name() + ".url}}\"");
        options.add("dataSelector: " + DraftSource.quoted(selector));
        if (!api.auth().isEmpty()) {
            options.add("auth: " + api.auth());
            options.add("credentials: " + draft.name());
        }
        if (api.auth().equals("api_key")) {
            options.add("apiKeyName: " + DraftSource.quoted(api.keyName()));
        }
        options.addAll(pages());
        options.addAll(writing());
        return List.of(new Step("wadi-rest:" + resource(selector), options));
    }

    private List<String> pages() {
        String[] words = draft.pages().split(" ", -1);
        return switch (words[0]) {
            case "json_link" -> List.of("paginator: json_link", "nextPath: " + DraftSource.quoted(words[1]));
            case "cursor" ->
                List.of(
                        "paginator: cursor",
                        "cursorPath: " + DraftSource.quoted(words[1]),
                        "cursorParam: " + DraftSource.quoted(words[2]));
            case "page_number" ->
                List.of(
                        "paginator: page_number",
                        "basePage: " + words[1],
                        "totalPath: " + DraftSource.quoted(words[2]));
            case "header_link", "single_page" -> List.of("paginator: " + words[0]);
            default -> List.of();
        };
    }

    private List<String> writing() {
        if (draft.reads().isEmpty()) {
            return List.of("writeDisposition: replace");
        }
        List<String> options = new ArrayList<>(List.of(
                "cursor.path: " + DraftSource.quoted(draft.reads()), "cursor.onMissing: include", "primaryKey: id"));
        options.add(
                draft.destination().equals("s3")
                        ? "writeDisposition: append            # S3 only grows: each version of a row is kept"
                        : "writeDisposition: merge");
        return options;
    }

    @Override
    public String settings() {
        return "# The API of " + draft.name() + ".\n" + draft.name() + ".url=" + api.url() + "\n";
    }

    @Override
    public Map<String, String> secrets() {
        String name = draft.name();
        return switch (api.auth()) {
            case "bearer" -> Map.of(name + ".token", draft.secret());
            case "api_key" -> Map.of(name + ".api-key", draft.secret());
            case "basic" -> Map.of(name + ".username", api.user(), name + ".password", draft.secret());
            default -> Map.of();
        };
    }
}
