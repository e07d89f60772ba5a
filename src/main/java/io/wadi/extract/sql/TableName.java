package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table as a route names it, with or without its schema. */
public record TableName(Optional<String> schema, String table) {
    private static final String PART = "(?:\"((?:[^\"]|\"\")+)\"|([^\\s\",.]+))";
    private static final Pattern NAME = Pattern.compile("\\s*(?:" + PART + "\\s*\\.\\s*)?" + PART + "\\s*(,|$)");

    public TableName {
        requireNonNull(schema);
        if (table.isEmpty()) {
            throw new IllegalArgumentException("a table has a name");
        }
    }

    /**
     * Tables separated by commas; a name with a comma, a point, a blank or a quote stands in double quotes.
     *
     * @throws IllegalArgumentException when it is no such list
     */
    public static List<TableName> list(String text) {
        List<TableName> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("'" + text.substring(at).strip() + "' does not begin with a table");
            }
            names.add(new TableName(part(matcher, 1), part(matcher, 3).orElseThrow()));
            at = matcher.end();
        }
        return names;
    }

    private static Optional<String> part(Matcher matcher, int group) {
        return Optional.ofNullable(matcher.group(group))
                .map(quoted -> quoted.replace("\"\"", "\""))
                .or(() -> Optional.ofNullable(matcher.group(group + 1)));
    }

    @Override
    public String toString() {
        return schema.map(s -> s + "." + table).orElse(table);
    }
}
