package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as a route names it, or a pattern of tables: with or without the schema, and with {@code *} for any characters
 * of the table's name, unless it stands in double quotes.
 *
 * @param wild whether it is a pattern
 */
public record TablePattern(Optional<String> schema, String table, boolean wild) {
    private static final String PART = "(?:\"((?:[^\"]|\"\")+)\"|([^\\s\",.]+))";
    private static final Pattern NAME = Pattern.compile("\\s*(?:" + PART + "\\s*\\.\\s*)?" + PART + "\\s*(,|$)");

    public TablePattern {
        requireNonNull(schema);
        if (table.isEmpty()) {
            throw new IllegalArgumentException("a table has a name");
        }
    }

    /**
     * Tables and patterns separated by commas; a name with a comma, a point, a blank, a star or a quote stands in double
     * quotes.
     *
     * @throws IllegalArgumentException when it is no such list
     */
    public static List<TablePattern> list(String text) {
        List<TablePattern> patterns = new ArrayList<>();
        Matcher matcher = NAME.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("'" + text.substring(at).strip() + "' does not begin with a table");
            }
            Optional<String> bareSchema = Optional.ofNullable(matcher.group(2));
            if (bareSchema.filter(schema -> schema.contains("*")).isPresent()) {
                throw new IllegalArgumentException(
                        "'" + matcher.group().strip() + "' has a star in its schema: name each schema, as in a.*, b.*");
            }
            Optional<String> bare = Optional.ofNullable(matcher.group(4));
            patterns.add(new TablePattern(
                    quoted(matcher.group(1)).or(() -> bareSchema),
                    quoted(matcher.group(3)).or(() -> bare).orElseThrow(),
                    bare.filter(table -> table.contains("*")).isPresent()));
            at = matcher.end();
        }
        return patterns;
    }

    private static Optional<String> quoted(@org.jspecify.annotations.Nullable String inQuotes) {
        return Optional.ofNullable(inQuotes).map(name -> name.replace("\"\"", "\""));
    }

    /** The table, where it is no pattern. */
    public TableName name() {
        return new TableName(schema, table);
    }

    /** Whether a table of that name, in the pattern's schema, is meant. */
    public boolean finds(String name) {
        return wild ? matcher(0).test(name) : table.equals(name);
    }

    /** Likewise, whatever the case of the letters. */
    boolean findsInAnyCase(String name) {
        return wild ? matcher(Pattern.CASE_INSENSITIVE).test(name) : table.equalsIgnoreCase(name);
    }

    private Predicate<String> matcher(int flags) {
        StringBuilder regex = new StringBuilder();
        for (String part : table.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL).asMatchPredicate();
    }

    @Override
    public String toString() {
        return name().toString();
    }
}
