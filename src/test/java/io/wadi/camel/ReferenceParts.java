package io.wadi.camel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand behind the prefix of an option, as its description has it: {@code csv.delimiter (one character), .quote}.
 *
 * @param brief the description without what stands in brackets behind a part
 */
record ReferenceParts(String prefix, String brief, List<Part> parts) {
    /** @param meaning empty where none is told */
    record Part(String name, String meaning) {}

    static ReferenceParts of(JsonNode option) {
        String prefix = option.path("prefix").asText();
        String description = ReferencePage.description(option);
        if (prefix.isEmpty()) {
            return new ReferenceParts("", description, List.of());
        }
        Matcher part = Pattern.compile("(?<=^|[ ,(])((?:" + Pattern.quote(prefix)
                        + "(?:[A-Z]+\\.)?|\\.)([a-z]\\w*))(?: \\(([^()]*)\\))?")
                .matcher(description);
        List<Part> parts = part.results()
                .map(found -> new Part(found.group(2), found.group(3) == null ? "" : found.group(3)))
                .toList();
        return new ReferenceParts(prefix, part.replaceAll("$1"), parts);
    }

    /** Whether they are told one by one. */
    boolean areTold() {
        return parts.stream().anyMatch(part -> !part.meaning().isEmpty());
    }

    List<String> names() {
        return parts.stream().map(Part::name).toList();
    }
}
