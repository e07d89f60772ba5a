package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnRole;
import io.wadi.model.Cursor;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.RecordBatch;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.SystemColumns;
import io.wadi.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One load of a case as a source: its files' lines as pages, its settings as hints. */
final class GoldenSource {
    private final GoldenCase golden;

    GoldenSource(GoldenCase golden) {
        this.golden = golden;
    }

    Source of(String name, JsonNode load) {
        Source source = new Source(name);
        load.path("resources")
                .forEach(r -> source.add(new Resource(r.path("name").asText(), hints(r), extraction -> pages(r))));
        return source;
    }

    private Hints hints(JsonNode resource) {
        JsonNode source = golden.setup().path("source");
        return Hints.NONE
                .withTable(text(resource, "table_name"))
                .with(GoldenWriting.of(resource.path("write_disposition")))
                .withKeys(names(resource.path("primary_key")), names(resource.path("merge_key")))
                .withColumns(columns(resource))
                .withCursor(cursor(resource.path("incremental")))
                .withNesting(number(resource, "max_table_nesting"), number(source, "max_table_nesting"))
                .withContracts(
                        GoldenWriting.contract(resource.path("schema_contract")),
                        GoldenWriting.contract(source.path("schema_contract")))
                .with(new SystemColumns(source.path("root_key").asBoolean(), true, true));
    }

    private static Map<String, ColumnHint> columns(JsonNode resource) {
        Map<String, ColumnHint> hints = new LinkedHashMap<>();
        resource.path("columns").properties().forEach(e -> hints.put(e.getKey(), column(e.getValue())));
        resource.path("nested_hints")
                .properties()
                .forEach(nested -> nested.getValue()
                        .path("columns")
                        .properties()
                        .forEach(e -> hints.put(nested.getKey() + "[]." + e.getKey(), column(e.getValue()))));
        GoldenWriting.columns(resource.path("write_disposition")).forEach(hints::put);
        return hints;
    }

    private static ColumnHint column(JsonNode column) {
        return new ColumnHint(
                text(column, "data_type").map(t -> DataType.of(t).orElseThrow()),
                text(column, "nullable").map(Boolean::valueOf),
                number(column, "precision"),
                number(column, "scale"),
                roles(column),
                text(column, "timezone").map(Boolean::valueOf));
    }

    private static Set<ColumnRole> roles(JsonNode column) {
        Set<ColumnRole> roles = EnumSet.noneOf(ColumnRole.class);
        if (column.path("hard_delete").asBoolean()) {
            roles.add(ColumnRole.HARD_DELETE);
        }
        text(column, "dedup_sort")
                .map(direction -> ColumnRole.valueOf("DEDUP_" + direction.toUpperCase(Locale.ROOT)))
                .ifPresent(roles::add);
        return roles;
    }

    private static Optional<Cursor> cursor(JsonNode cursor) {
        if (cursor.isMissingNode()) {
            return Optional.empty();
        }
        BigDecimal lag = cursor.path("lag").decimalValue();
        Optional<Value> end = value(cursor.path("end_value"));
        return Optional.of(new Cursor(
                        cursor.path("cursor_path").asText(),
                        value(cursor.path("initial_value")),
                        end,
                        lag,
                        Cursor.Missing.valueOf(word(cursor, "on_cursor_value_missing", "raise")),
                        lag.signum() > 0 || end.isPresent() ? Cursor.Duplicates.NONE : Cursor.Duplicates.BOUNDARY)
                .with(
                        Cursor.Bound.valueOf(word(cursor, "range_start", "closed")),
                        Cursor.Bound.valueOf(word(cursor, "range_end", "open")))
                .with(Cursor.RowOrder.valueOf(word(cursor, "row_order", "none")))
                .with(Cursor.Function.valueOf(word(cursor, "last_value_func", "max")))
                .withPrimaryKey(Optional.of(cursor.path("primary_key"))
                        .filter(key -> key.isTextual() || key.isArray())
                        .map(GoldenSource::names)));
    }

    private static List<String> typed(JsonNode resource) {
        return resource.path("columns").properties().stream()
                .filter(e -> e.getValue().hasNonNull("data_type"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String word(JsonNode node, String key, String otherwise) {
        return text(node, key).orElse(otherwise).toUpperCase(Locale.ROOT);
    }

    private static Optional<Value> value(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(new Value.Text(node.textValue()));
        }
        if (node.isIntegralNumber()) {
            return Optional.of(Value.whole(new BigInteger(node.asText())));
        }
        return node.isNumber() ? Optional.of(new Value.Real(node.doubleValue())) : TypedLines.value(node);
    }

    private Pages pages(JsonNode resource) {
        Path file = golden.directory().resolve(resource.path("file").asText());
        List<String> lines = lines(file);
        List<Page> pages = new ArrayList<>();
        if (golden.setup().path("typed_input").asBoolean()) {
            return new Given(TypedLines.pages(String.valueOf(file.getFileName()), lines, typed(resource))
                    .iterator());
        }
        switch (resource.path("yield").asText("batch")) {
            case "items" -> {
                for (int i = 0; i < lines.size(); i++) {
                    pages.add(page(file, i, lines.subList(i, i + 1)));
                }
            }
            case "materialize" ->
                pages.add(new ColumnPage(
                        List.of(),
                        new RecordBatch(0, List.of()),
                        new Origin(String.valueOf(file.getFileName()), "line", 1)));
            case "empty_list" -> pages.add(page(file, 0, List.of()));
            default -> {
                if (!lines.isEmpty()) {
                    pages.add(page(file, 0, lines));
                }
            }
        }
        return new Given(pages.iterator());
    }

    /** Not {@code Files.readAllLines}: only a newline ends a line. */
    private static List<String> lines(Path file) {
        try {
            return List.of(Files.readString(file).split("\n")).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonPage page(Path file, int first, List<String> lines) {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return JsonPage.of(bytes, lines.size(), new Origin(String.valueOf(file.getFileName()), "line", first + 1));
    }

    private static List<String> names(JsonNode key) {
        List<String> names = new ArrayList<>();
        key.forEach(name -> names.add(name.asText()));
        return key.isTextual() ? List.of(key.asText()) : names;
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
    }

    private static OptionalInt number(JsonNode node, String key) {
        return node.hasNonNull(key) ? OptionalInt.of(node.get(key).asInt()) : OptionalInt.empty();
    }

    private record Given(Iterator<Page> pages) implements Pages {
        @Override
        public Optional<Page> next() {
            return pages.hasNext() ? Optional.of(pages.next()) : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
