package io.wadi.snowflake;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB says is wrong, in the words and codes of Snowflake. */
final class DuckErrors {
    private static final Pattern NO_TABLE = Pattern.compile("Table with name \"?([^\"!]+?)\"? does not exist");
    private static final Pattern THERE = Pattern.compile("Table with name \"([^\"]+)\" already exists");
    private static final Pattern NO_COLUMN = Pattern.compile(
            "(?:Referenced column|Column with name|column named|Values list .* column) \"?([^\" ]+)\"?|column \"([^\"]+)\"");
    private static final Pattern NOT_NULL = Pattern.compile("NOT NULL constraint failed: (\\S+)");
    private static final Pattern VALUE = Pattern.compile("(?s)Could not convert \\S+ ['\"](.*?)['\"] to (\\S+)");

    private DuckErrors() {}

    static Refusal of(SQLException e) {
        String message = Names.decode(String.valueOf(e.getMessage()));
        Matcher table = NO_TABLE.matcher(message);
        if (table.find()) {
            return Refusal.missingTable(table.group(1));
        }
        Matcher there = THERE.matcher(message);
        if (there.find()) {
            return Refusal.exists(there.group(1));
        }
        Matcher notNull = NOT_NULL.matcher(message);
        if (notNull.find()) {
            return new Refusal("100072", "22000", "NULL result in a non-nullable column");
        }
        if (message.contains("CHECK constraint failed")) {
            return new Refusal("100078", "22000", "String is too long and would be truncated");
        }
        if (message.contains("same target row more than once")) {
            return new Refusal("100090", "42P18", "Duplicate row detected during DML action");
        }
        if (message.contains("Conflict on ") || message.contains("write-write conflict")) {
            return new Refusal("000625", "57014", "Table is locked by another transaction: " + message);
        }
        if (message.startsWith("Parser Error")) {
            return Refusal.syntax(message);
        }
        if (message.toLowerCase(java.util.Locale.ROOT).contains("malformed json")) {
            return new Refusal("100069", "22P02", "Error parsing JSON: " + message);
        }
        Matcher value = VALUE.matcher(message);
        if (value.find()) {
            return new Refusal(
                    "100038", "22018", "Value '" + value.group(1) + "' is not recognized as " + value.group(2));
        }
        if (message.startsWith("Conversion Error") || message.startsWith("Out of Range Error")) {
            return new Refusal("100039", "22003", "Value out of representable range: " + message);
        }
        Matcher column = NO_COLUMN.matcher(message);
        if (message.startsWith("Binder Error") && column.find()) {
            return Refusal.identifier(column.group(1) == null ? column.group(2) : column.group(1));
        }
        return Refusal.compilation("001007", "22023", message);
    }
}
