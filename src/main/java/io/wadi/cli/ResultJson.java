package io.wadi.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.wadi.load.duckdb.DuckDbQuery.Column;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One array, with an object a line. */
final class ResultJson implements ResultText {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** How many rows go by between two looks whether anybody still reads; each look flushes. */
    private static final int CHECKED = 1000;

    private final PrintStream out;
    private long rows;
    private List<Column> columns = List.of();
    private String before = "[";

    ResultJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> columns) {
        this.columns = columns;
    }

    @Override
    public boolean row(List<Optional<Object>> values) {
        ObjectNode row = JSON.createObjectNode();
        for (int i = 0; i < values.size(); i++) {
            Column column = columns.get(i);
            Object value = values.get(i).orElse(null);
            if (column.json() && value != null) {
                row.putRawValue(column.name(), new RawValue(text(value)));
            } else {
                row.set(column.name(), JSON.valueToTree(value));
            }
        }
        out.print(before + "\n" + row);
        before = ",";
        return ++rows % CHECKED != 0 || !out.checkError();
    }

    @Override
    public void end() {
        out.print((before.equals("[") ? "[" : "") + "\n]\n");
    }

    /** A value outside JSON: as it is, but lists and maps are JSON there too. */
    static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof List || value instanceof Map
                ? JSON.valueToTree(value).toString()
                : String.valueOf(value);
    }
}
