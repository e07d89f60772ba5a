package io.wadi.server.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.load.duckdb.Csv;
import io.wadi.load.duckdb.Grid;
import io.wadi.load.duckdb.Grid.Form;
import io.wadi.server.Answer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A result as a file. Texts that a spreadsheet would take for a formula are made none; numbers stay numbers. */
enum Export {
    CSV,
    JSON;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** Formulas of spreadsheets in all their spellings, and what is read over before one. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20]");

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    static Optional<Export> of(String word) {
        return word.equals("csv") ? Optional.of(CSV) : word.equals("json") ? Optional.of(JSON) : Optional.empty();
    }

    Answer.Page of(String name, Grid grid) {
        String plain = name.replaceAll("[^A-Za-z0-9_.-]", "_");
        String file = plain + (grid.more() ? "-first-" + grid.rows().size() + "-rows" : "") + "."
                + name().toLowerCase(Locale.ROOT);
        return new Answer.Page(
                200,
                Map.of(
                        "Content-Type",
                        this == CSV ? "text/csv; charset=utf-8; header=present" : "application/json; charset=utf-8",
                        "Content-Disposition",
                        "attachment; filename=\"" + file + "\""),
                (this == CSV ? csv(grid) : json(grid)).getBytes(StandardCharsets.UTF_8));
    }

    private static String csv(Grid grid) {
        StringBuilder text = new StringBuilder();
        text.append(grid.columns().stream()
                        .map(column -> Csv.quoted(guarded(column.name())))
                        .collect(Collectors.joining(",")))
                .append("\r\n");
        for (List<Optional<String>> row : grid.rows()) {
            for (int i = 0; i < row.size(); i++) {
                boolean number = grid.columns().get(i).form() == Form.NUMBER;
                text.append(i == 0 ? "" : ",")
                        .append(row.get(i)
                                .map(cell -> Csv.quoted(number ? cell : guarded(cell)))
                                .orElse(""));
            }
            text.append("\r\n");
        }
        return text.toString();
    }

    private static String guarded(String text) {
        return FORMULA.matcher(text).find() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    private static String json(Grid grid) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            json.writeStartArray();
            for (List<Optional<String>> row : grid.rows()) {
                json.writeRaw("\n");
                json.writeStartObject();
                for (int i = 0; i < row.size(); i++) {
                    json.writeFieldName(grid.columns().get(i).name());
                    write(json, grid.columns().get(i).form(), row.get(i));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Form form, Optional<String> cell) throws IOException {
        if (cell.isEmpty()) {
            json.writeNull();
        } else if (form == Form.TRUTH
                || (form == Form.NUMBER && JSON_NUMBER.matcher(cell.get()).matches())
                || (form == Form.JSON && isJson(cell.get()))) {
            json.writeRawValue(cell.get());
        } else {
            json.writeString(cell.get());
        }
    }

    private static boolean isJson(String text) {
        try {
            MAPPER.readTree(text);
            return !text.isBlank();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
