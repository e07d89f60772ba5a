package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.model.Failure;
import io.wadi.model.Source;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.EngineRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The run that goes on where dlt ended, and a further one over the same records; what is there then is compared. */
final class TakeoverRun {
    private static final String LOADS = "_dlt_loads";
    private static final String VALID_TO = "_dlt_valid_to";
    private static final String ROWS = "_rows";
    private static final String NULL = "None";
    private static final int LONGEST_NAME = 65_536;
    private static final int THREADS = 2;

    private final Takeover takeover;
    private final Database database;
    private final EngineRun engine;
    private final Path work;
    private final Differences differences = new Differences();

    private TakeoverRun(Takeover takeover, Path directory) throws IOException {
        this.takeover = takeover;
        Path file = directory.resolve("taken.duckdb");
        takeover.unpack(file);
        String dataset = takeover.text("dataset");
        LoadOptions options = new LoadOptions(takeover.text("pipeline_name"), Optional.of(dataset), Optional.empty());
        this.engine = new EngineRun(file, takeover.name(), options, LONGEST_NAME, THREADS);
        this.database = new Database(file, dataset);
        this.work = directory.resolve("work");
    }

    static Outcome of(Takeover takeover, Path directory) throws IOException {
        List<String> unbuilt = Unbuilt.of(takeover.next());
        if (!unbuilt.isEmpty()) {
            return new Outcome.NotBuilt(unbuilt);
        }
        TakeoverRun run = new TakeoverRun(takeover, directory);
        run.run();
        List<String> found = run.differences.found();
        return found.isEmpty() ? new Outcome.Passed() : new Outcome.Differs(found);
    }

    private void run() {
        differences.at("next run");
        int loads = database.tables().get(LOADS).rows().size();
        if (!load(1)) {
            return;
        }
        Map<String, Image> after = database.tables();
        differences.compare(
                "loads",
                takeover.expected().path(LOADS).path("rows").asInt(loads + 1),
                after.get(LOADS).rows().size());
        takeover.expected().properties().stream()
                .filter(table -> table.getValue().isObject())
                .forEach(table -> compare(table.getKey(), table.getValue(), after));
        after.forEach((name, image) -> {
            if (!name.startsWith("_") && !takeover.expected().has(name)) {
                differences.add("table " + name + " is not expected");
            }
            onceEach(name, image);
        });
        if (!takeover.expected().has(takeover.text("resource") + ROWS)) {
            differences.add("there are no rows to compare");
        }
        after.forEach(this::rows);
        more(after);
        if (takeover.isDoneOnce()) {
            again(after);
        }
    }

    /** @return whether it ended as it was to end */
    private boolean load(int number) {
        GoldenCase next = takeover.next();
        Source source =
                new GoldenSource(next).of(takeover.text("source"), next.loads().get(0));
        String wanted = takeover.more().path("error").path("kind").asText("null");
        String got = "null";
        try {
            engine.load(source, work, number);
        } catch (Failure failure) {
            got = FailureKind.of(failure);
            if (!got.equals(wanted)) {
                differences.add("got " + got + ": " + failure.explanation());
                return false;
            }
            FailureKind.parts(failure)
                    .forEach((part, word) -> differences.compare(
                            "the error's " + part,
                            takeover.more().path("error").path(part).asText(),
                            word));
        }
        differences.compare("error", wanted, got);
        return wanted.equals(got);
    }

    private void more(Map<String, Image> after) {
        if (takeover.more().has("versions")) {
            differences.compare(
                    "schemas",
                    takeover.more().path("versions").asInt(),
                    after.get("_dlt_version").rows().size());
        }
        if (takeover.more().has("source_state")) {
            JsonNode state = StoredState.sources(after);
            JsonNode wanted = StoredState.inWordsOf(state, takeover.more().path("source_state"));
            differences.compare("source state", StoredState.alike(wanted), StoredState.alike(state));
        }
    }

    private void compare(String name, JsonNode table, Map<String, Image> after) {
        Image image = after.get(name);
        if (image == null) {
            differences.add("table " + name + " is missing");
            return;
        }
        List<String> columns = new ArrayList<>();
        table.path("columns").forEach(column -> columns.add(column.asText()));
        differences.compare(
                "table " + name + ", columns",
                columns,
                image.columns().stream().map(Image.Column::name).toList());
        differences.compare(
                "table " + name + ", number of rows",
                table.path("rows").asInt(),
                image.rows().size());
    }

    /** A version that held before has the id of its earlier time. */
    private void onceEach(String name, Image image) {
        Set<List<JsonNode>> ids = new HashSet<>();
        image.rows().stream()
                .map(row -> List.of(image.cell(row, Image.ID), image.cell(row, VALID_TO)))
                .filter(id -> !id.get(0).isNull() && !ids.add(id))
                .forEach(id -> differences.add("table " + name + ": the row " + id.get(0) + " is there twice"));
    }

    /** All columns of the data; of a history its own and whether the row is the active one. */
    private void rows(String table, Image image) {
        JsonNode expected = takeover.expected().path(table + ROWS);
        if (expected.isMissingNode()) {
            return;
        }
        List<Image.Column> columns = image.find(VALID_TO) < 0 ? data(image) : history(image);
        List<List<String>> wanted = new ArrayList<>();
        expected.forEach(row -> {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(plain(columns.get(cells.size()), cell)));
            wanted.add(cells);
        });
        List<List<String>> got = image.rows().stream()
                .map(row -> columns.stream()
                        .map(column -> plain(column, image.cell(row, column.name())))
                        .toList())
                .toList();
        differences.compare("rows of " + table, sorted(wanted), sorted(got));
    }

    private static List<Image.Column> data(Image image) {
        return image.columns().stream()
                .filter(c -> !Image.LINKS.contains(c.name()) && !c.name().equals("_dlt_load_id"))
                .toList();
    }

    private static List<Image.Column> history(Image image) {
        return Stream.concat(
                        image.columns().stream().filter(c -> !c.name().startsWith("_dlt_")),
                        Stream.of(image.columns().get(image.find(VALID_TO))))
                .toList();
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream().sorted(Comparator.comparing(List::toString)).toList();
    }

    /** Alike for Python's text of a value and for ours. Of the end of a row's validity only whether there is none. */
    private String plain(Image.Column column, JsonNode cell) {
        String text = cell.isNull() ? NULL : cell.asText();
        if (column.name().equals(VALID_TO)) {
            return cell.isBoolean() || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                    ? text.toLowerCase(Locale.ROOT)
                    : String.valueOf(text.equals(NULL));
        }
        if (text.equals(NULL)) {
            return NULL;
        }
        return switch (column.type()) {
            case "BOOLEAN" -> text.toLowerCase(Locale.ROOT);
            case "DOUBLE" ->
                String.valueOf(
                        Double.parseDouble(text.replace("inf", "Infinity").replace("nan", "NaN")));
            case "TIMESTAMP WITH TIME ZONE" ->
                OffsetDateTime.parse(text.replace(' ', 'T')).toInstant().toString();
            case "TIME" -> LocalTime.parse(text).toString();
            case "JSON" -> Json.text(Json.read(text));
            default ->
                column.type().startsWith("DECIMAL")
                        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                        : text;
        };
    }

    private void again(Map<String, Image> after) {
        differences.at("same records again");
        load(2);
        Map<String, Image> then = database.tables();
        differences.compare("tables", after.keySet(), then.keySet());
        after.forEach((name, image) -> differences.compare(
                "table " + name + ", number of rows",
                image.rows().size(),
                then.get(name).rows().size()));
    }
}
