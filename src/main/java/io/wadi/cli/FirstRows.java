package io.wadi.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.extract.sql.Survey;
import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The first records of what is read, as rows of texts. What is nested becomes tables of its own, and is not shown. */
final class FirstRows {
    static final int MOST = 20;
    static final int LONGEST = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What a record is called that is no object, as its column will be. */
    private static final String VALUE = "value";

    private static final String NESTED = "{…}";

    private FirstRows() {}

    /** @throws TerminalFailure when it is no JSON */
    static Survey.Sample of(Page page) {
        return page instanceof JsonPage json ? of(json) : of((ColumnPage) page);
    }

    private static Survey.Sample of(JsonPage page) {
        List<JsonNode> records = new ArrayList<>();
        try (MappingIterator<JsonNode> all =
                JSON.readerFor(JsonNode.class).readValues(page.bytes(), page.from(), page.length())) {
            while (records.size() < MOST && all.hasNextValue()) {
                records.add(all.nextValue());
            }
        } catch (IOException e) {
            throw new TerminalFailure(
                    Explanation.of("invalid JSON").at(page.origin().of(records.size())));
        }
        return of(records);
    }

    static Survey.Sample of(List<JsonNode> records) {
        Set<String> columns = new LinkedHashSet<>();
        List<JsonNode> first = records.subList(0, Math.min(MOST, records.size()));
        first.forEach(record -> {
            record.fieldNames().forEachRemaining(columns::add);
            if (!record.isObject()) {
                columns.add(VALUE);
            }
        });
        return new Survey.Sample(
                List.copyOf(columns),
                first.stream()
                        .map(record -> columns.stream()
                                .map(column -> cell(record.isObject() ? record.path(column) : record))
                                .toList())
                        .toList());
    }

    private static Optional<String> cell(JsonNode value) {
        String text = value.isArray() ? "[" + value.size() + "]" : value.isObject() ? NESTED : value.asText();
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(cut(text));
    }

    private static Survey.Sample of(ColumnPage page) {
        return new Survey.Sample(
                page.columns().stream().map(Column::name).toList(),
                IntStream.range(0, Math.min(MOST, page.records()))
                        .mapToObj(row -> IntStream.range(0, page.columns().size())
                                .mapToObj(column -> page.value(column, row)
                                        .map(value -> value.type() == DataType.JSON ? NESTED : cut(value.plain())))
                                .toList())
                        .toList());
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
