package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.Origin;
import io.wadi.model.RecordBatch;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines with typed values, as a database source gives them. Their keys and types differ from line to line, so each is a page
 * of its own; a null has no type and no column.
 */
final class TypedLines {
    private TypedLines() {}

    static ColumnPage page(String file, int number, String line) {
        List<Column> columns = new ArrayList<>();
        List<ColumnVector> vectors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> cell : Json.read(line).properties()) {
            type(cell.getValue()).ifPresent(type -> {
                Column column = Column.nullable(cell.getKey(), type);
                ColumnVector vector = new ColumnVector(Storage.of(column));
                append(vector, type, cell.getValue());
                columns.add(column);
                vectors.add(vector);
            });
        }
        return new ColumnPage(columns, new RecordBatch(1, vectors), new Origin(file, "line", number));
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
            case DOUBLE -> vector.appendDouble(Double.parseDouble(text));
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

    private static long micros(String iso) {
        OffsetDateTime time = iso.matches(".*T.*([+-]\\d\\d:\\d\\d|Z)")
                ? OffsetDateTime.parse(iso)
                : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
        return ChronoUnit.MICROS.between(OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), time);
    }
}
