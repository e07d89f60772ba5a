package io.wadi.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The values for the question marks of a statement, as literals of DuckDB's. */
final class Binds {
    private Binds() {}

    /** One list of literals for each row: an array of binds has many, no binds are one empty row. */
    static List<List<String>> rows(JsonNode bindings) {
        List<List<String>> rows = new ArrayList<>();
        JsonNode first = bindings.path("1").path("value");
        int count = first.isArray() ? first.size() : 1;
        for (int row = 0; row < count; row++) {
            List<String> literals = new ArrayList<>();
            for (int i = 1; bindings.has(String.valueOf(i)); i++) {
                JsonNode bind = bindings.get(String.valueOf(i));
                JsonNode value = bind.path("value");
                literals.add(literal(bind.path("type").asText(), value.isArray() ? value.get(row) : value));
            }
            rows.add(literals);
        }
        return rows;
    }

    private static String literal(String type, JsonNode value) {
        String text = value.asText();
        boolean none = value.isNull() || value.isMissingNode();
        return switch (type) {
            case "FIXED" -> none ? "CAST(NULL AS DECIMAL(38,0))" : text;
            case "REAL" -> cast(none, text, "DOUBLE");
            case "TEXT" -> cast(none, text, "VARCHAR");
            case "BOOLEAN" -> cast(none, text, "BOOLEAN");
            case "BINARY" -> none ? "CAST(NULL AS BLOB)" : "unhex(" + Names.literal(text) + ")";
            case "DATE" -> cast(none, none ? "" : date(text), "DATE");
            case "TIME" ->
                cast(
                        none,
                        none ? "" : LocalTime.ofNanoOfDay(Long.parseLong(text)).toString(),
                        "TIME");
            case "TIMESTAMP_NTZ" -> cast(none, none ? "" : timestamp(text), "TIMESTAMP");
            case "TIMESTAMP_LTZ", "TIMESTAMP_TZ", "TIMESTAMP" ->
                cast(none, none ? "" : timestamp(text) + "+00", "TIMESTAMPTZ");
            case "ANY" -> none ? "NULL" : Names.literal(text);
            default -> throw Refusal.unsupported("bind of type " + type);
        };
    }

    private static String cast(boolean none, String text, String type) {
        return "CAST(" + (none ? "NULL" : Names.literal(text)) + " AS " + type + ")";
    }

    private static String date(String milliseconds) {
        return LocalDate.ofEpochDay(Math.floorDiv(Long.parseLong(milliseconds), 86_400_000L))
                .toString();
    }

    /** A second word would be the offset: the instant is what counts. */
    private static String timestamp(String nanoseconds) {
        long nanos = Long.parseLong(nanoseconds.split(" ", 2)[0]);
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString().replace('T', ' ');
    }
}
