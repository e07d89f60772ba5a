package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.TextNode;
import io.wadi.server.console.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The source of a draft that reads an API, its setting and its secrets. */
record DraftRest(Draft draft) {
    private static final Set<String> NO_NAMES =
            Set.of("data", "items", "results", "records", "value", "values", "rows", "entries", "list");

    DraftRest {
        requireNonNull(draft);
    }

    private String selector() {
        return draft.tables().isEmpty() ? "$" : draft.tables().get(0);
    }

    /** What its table is called: as the list of records is, or else as the path ends. */
    String resource() {
        String last = selector().substring(selector().lastIndexOf('.') + 1);
        String path = draft.web().url().replaceFirst("[?].*", "").replaceFirst("^https?://[^/]*/?", "");
        String end = path.replaceFirst("/$", "").replaceFirst(".*/", "");
        String name = last.equals("$") || NO_NAMES.contains(last.toLowerCase(Locale.ROOT)) ? end : last;
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_").replaceAll("^[^a-z]+|_+$", "");
        return plain.isEmpty() ? draft.name().replace('-', '_') : plain;
    }

    /** As JSON, which is YAML, too. */
    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** @param snake what the source is called */
    String source(String snake) {
        List<String> options = new ArrayList<>();
        options.add("url: \"{{" + draft.name() + ".url}}\"");
        options.add("dataSelector: " + quoted(selector().equals("$") ? "$" : selector()));
        if (!draft.web().auth().isEmpty()) {
            options.add("auth: " + draft.web().auth());
            options.add("credentials: " + draft.name());
        }
        if (draft.web().auth().equals("api_key")) {
            options.add("apiKeyName: " + quoted(draft.web().keyName()));
        }
        options.addAll(pages());
        options.addAll(writing());
        return """
            # Made in the console. All options: docs/reference.md, docs/sources.md.
            - route:
                id: source-%s
                description: %s
                from:
                  uri: wadi-source:%s
                  steps:
                    - to:
                        uri: wadi-rest:%s
                        parameters:
                          %s
            """.formatted(
                draft.name(), quoted("Records of an API"), snake, resource(), String.join("\n              ", options));
    }

    private List<String> pages() {
        String[] words = draft.web().pages().split(" ", -1);
        return switch (words[0]) {
            case "json_link" -> List.of("paginator: json_link", "nextPath: " + quoted(words[1]));
            case "cursor" ->
                List.of("paginator: cursor", "cursorPath: " + quoted(words[1]), "cursorParam: " + quoted(words[2]));
            case "page_number" ->
                List.of("paginator: page_number", "basePage: " + words[1], "totalPath: " + quoted(words[2]));
            case "header_link", "single_page" -> List.of("paginator: " + words[0]);
            default -> List.of();
        };
    }

    private List<String> writing() {
        if (draft.cursor().isEmpty()) {
            return List.of("writeDisposition: replace");
        }
        List<String> options = new ArrayList<>(
                List.of("cursor.path: " + quoted(draft.cursor()), "cursor.onMissing: include", "primaryKey: id"));
        options.add(
                draft.destination().equals("s3")
                        ? "writeDisposition: append            # S3 only grows: each version of a row is kept"
                        : "writeDisposition: merge");
        return options;
    }

    String settings() {
        return "\n# The API of " + draft.name() + ".\n" + draft.name() + ".url="
                + draft.web().url() + "\n";
    }

    /** By their names. */
    Map<String, String> secrets() {
        String name = draft.name();
        return switch (draft.web().auth()) {
            case "bearer" -> Map.of(name + ".token", draft.password());
            case "api_key" -> Map.of(name + ".api-key", draft.password());
            case "basic" -> Map.of(name + ".username", draft.user(), name + ".password", draft.password());
            default -> Map.of();
        };
    }
}
