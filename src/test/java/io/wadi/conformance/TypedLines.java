package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.RecordBatch;
import io.wadi.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines with typed values, as a database source gives them. Their keys and types differ from line to line, so each is a page
 * of its own, hinted columns first; a null has the type that its key has elsewhere, or no column. A line with nothing but
 * JSON stays JSON.
 */
final class TypedLines {
    private TypedLines() {}

    /** @param hinted the columns that are hinted with a type */
    static List<Page> pages(String file, List<String> lines, Collection<String> hinted) {
        Map<String, DataType> types = new HashMap<>();
        lines.forEach(line -> Json.read(line)
                .properties()
                .forEach(e -> type(e.getValue()).ifPresent(type -> types.putIfAbsent(e.getKey(), type))));
        List<Page> pages = new ArrayList<>();
        for (String line : lines) {
            Origin origin = new Origin(file, "line", pages.size() + 1);
            pages.add(
                    line.contains("{\"$")
                            ? page(sorted(Json.read(line), hinted), types, origin)
                            : JsonPage.of(line.getBytes(StandardCharsets.UTF_8), 1, origin));
        }
        return pages;
    }

    private static Map<String, JsonNode> sorted(JsonNode line, Collection<String> hinted) {
        Map<String, JsonNode> sorted = new LinkedHashMap<>();
        hinted.stream().filter(line::has).forEach(name -> sorted.put(name, line.get(name)));
        line.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    private static ColumnPage page(Map<String, JsonNode> line, Map<String, DataType> types, Origin origin) {
        List<Column> columns = new ArrayList<>();
        List<ColumnVector> vectors = new ArrayList<>();
        line.forEach((name, value) -> type(value)
                .or(() -> Optional.ofNullable(types.get(name)))
                .ifPresent(type -> {
                    Column column = Column.nullable(name, type);
                    ColumnVector vector = new ColumnVector(Storage.of(column));
                    if (value.isNull()) {
                        vector.appendNull();
                    } else {
                        append(vector, type, value);
                    }
                    columns.add(column);
                    vectors.add(vector);
                }));
        return new ColumnPage(columns, new RecordBatch(1, vectors), origin);
    }

    /** The value that the notation of the cases stands for. */
    static Optional<Value> value(JsonNode node) {
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : page(Map.of("value", node), Map.of(), new Origin("value", "line", 1))
                        .value(0, 0);
    }

    private static Optional<DataType> type(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> Optional.empty();
            case BOOLEAN -> Optional.of(DataType.BOOL);
            case STRING -> Optional.of(DataType.TEXT);
            case NUMBER -> Optional.of(value.isIntegralNumber() ? DataType.BIGINT : DataType.DOUBLE);
            default ->
                Optional.of(
                        switch (mark(value)) {
                            case "$decimal" -> DataType.DECIMAL;
                            case "$wei" -> DataType.WEI;
                            case "$timestamp" -> DataType.TIMESTAMP;
                            case "$date" -> DataType.DATE;
                            case "$time" -> DataType.TIME;
                            case "$bytes" -> DataType.BINARY;
                            case "$float" -> DataType.DOUBLE;
                            default -> DataType.JSON;
                        });
        };
    }

    private static String mark(JsonNode value) {
        return value.isObject() && value.size() == 1 ? value.fieldNames().next() : "";
    }

    private static void append(ColumnVector vector, DataType type, JsonNode value) {
        String text = mark(value).startsWith("$") ? value.get(mark(value)).asText() : value.asText();
        switch (type) {
            case BIGINT -> vector.appendLong(value.asLong());
            case BOOL -> vector.appendLong(value.asBoolean() ? 1 : 0);
            case DOUBLE ->
                vector.appendDouble(
                        Double.parseDouble(text.replace("inf", "Infinity").replace("nan", "NaN")));
            case TIMESTAMP -> vector.appendLong(micros(text));
            case DATE -> vector.appendLong(LocalDate.parse(text).toEpochDay());
            case TIME -> vector.appendLong(LocalTime.parse(text).getLong(ChronoField.MICRO_OF_DAY));
            case BINARY -> append(vector, Base64.getDecoder().decode(text));
            case JSON -> append(vector, plain(value).getBytes(StandardCharsets.UTF_8));
            case TEXT, DECIMAL, WEI -> append(vector, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void append(ColumnVector vector, byte[] bytes) {
        vector.appendBytes(bytes, 0, bytes.length);
    }

    /** Within json there are no types: what stands for a typed value is its text. */
    private static String plain(JsonNode value) {
        return value.toString().replaceAll("\\{\"\\$\\w+\":(\"[^\"]*\")}", "$1");
    }

    static long micros(String iso) {
        OffsetDateTime time = iso.matches(".*T.*([+-]\\d\\d:\\d\\d|Z)")
                ? OffsetDateTime.parse(iso)
                : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
        return ChronoUnit.MICROS.between(OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), time);
    }
}
