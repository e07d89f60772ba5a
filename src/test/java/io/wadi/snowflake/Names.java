package io.wadi.snowflake;

import java.util.List;
import java.util.Locale;

/**
 * Names in DuckDB, which knows no difference of case while Snowflake does: what is not upper case has a mark before it,
 * so {@code "a"} and {@code A} stay two columns.
 */
final class Names {
    private static final char MARK = '\u00b7';

    private Names() {}

    static String encode(String name) {
        StringBuilder text = new StringBuilder();
        for (char c : name.toCharArray()) {
            boolean plain =
                    c != MARK && String.valueOf(c).toUpperCase(Locale.ROOT).equals(String.valueOf(c));
            text.append(plain ? "" : MARK).append(c);
        }
        return text.toString();
    }

    /** The name, and within a message of DuckDB each name. */
    static String decode(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == MARK && i + 1 < text.length()) {
                i++;
            }
            name.append(text.charAt(i));
        }
        return name.toString();
    }

    /** As it stands in DuckDB's SQL. */
    static String quoted(String... names) {
        return String.join(
                ".",
                List.of(names).stream()
                        .map(name -> "\"" + encode(name).replace("\"", "\"\"") + "\"")
                        .toList());
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** As it stands in Snowflake's SQL and messages. */
    static String shown(String name) {
        return name.matches("[A-Z_][A-Z0-9_$]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
