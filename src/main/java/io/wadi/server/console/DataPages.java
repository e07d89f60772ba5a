package io.wadi.server.console;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunBook.Filter;
import io.wadi.load.duckdb.Grid;
import io.wadi.load.duckdb.Grid.Bounds;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TransientFailure;
import io.wadi.server.Answer;
import io.wadi.server.Api;
import io.wadi.server.Problem;
import io.wadi.server.Role;
import io.wadi.server.console.DataSheet.Asked;
import io.wadi.server.console.DataSheet.Brought;
import io.wadi.server.console.DataSheet.Dataset;
import io.wadi.server.console.DataSheet.Table;
import io.wadi.server.console.Warehouse.Field;
import io.wadi.server.console.Warehouse.Shelf;
import io.wadi.server.console.Warehouse.Stored;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What was loaded: datasets, tables, columns - and rows, for operators, whose every look is in the audit. */
final class DataPages {
    private static final int RUNS = 10;
    private static final Set<RunState> GOOD = EnumSet.of(RunState.COMPLETED, RunState.COMPLETED_WITH_WARNINGS);
    private static final Bounds FIRST = new Bounds(50, DataSheet.CELL, false, 4_000_000);
    private static final Bounds PAGE = new Bounds(200, DataSheet.CELL, false, 2_000_000);
    private static final Bounds FILE = new Bounds(10_000, 100_000, true, 8_000_000);
    private static final int LONGEST_SQL = 20_000;
    /** In which Wadi and dlt keep their books. */
    private static final String BOOKS = "_(dlt|wadi)_.*";

    private final Console.Parts parts;
    private final Desktop desktop;
    private final Warehouse warehouse;

    DataPages(Console.Parts parts, Desktop desktop) {
        this.parts = parts;
        this.desktop = desktop;
        this.warehouse = parts.warehouse();
    }

    List<Route> routes() {
        return List.of(
                Route.page("/data", this::all),
                Route.page("/data/{dataset}", this::dataset),
                Route.action("/data/{dataset}", Role.OPERATOR, "query data", this::query),
                Route.page("/data/{dataset}/{table}", this::table),
                new Route("GET", "/data/{dataset}/{table}/rows", Role.OPERATOR, "look at rows", this::rows));
    }

    private Answer all(Visit visit) {
        List<Dataset> datasets = warehouse.shelves().stream()
                .map(shelf -> {
                    List<Table> tables = new ArrayList<>();
                    brought(shelf)
                            .forEach((name, last) ->
                                    tables.add(new Table(name, OptionalLong.empty(), Optional.of(last))));
                    return new Dataset(shelf, tables);
                })
                .toList();
        return desktop.page(visit, "Data", "data", "data", false, new DataSheet.All(parts.words(), datasets));
    }

    private Shelf shelf(Visit visit) {
        String dataset = visit.path("dataset");
        return warehouse.shelves().stream()
                .filter(shelf -> shelf.dataset().equals(dataset))
                .filter(shelf -> visit.value("in").isEmpty() || shelf.key().equals(visit.value("in")))
                .findFirst()
                .orElseThrow(
                        () -> Visit.unknown("no deployment in force loads into a dataset " + Shown.of(dataset, 100)));
    }

    /** What its last good runs brought, by table. */
    private Map<String, Brought> brought(Shelf shelf) {
        RunBook book = parts.store().runs();
        List<Run> runs = Stream.concat(shelf.deployments().stream(), shelf.pipelines().stream())
                .distinct()
                .flatMap(name -> book.list(new Filter(Optional.of(name), GOOD, Optional.empty(), RUNS)).stream())
                .toList();
        Map<String, List<RunBook.TableRows>> tables =
                book.tables(runs.stream().map(Run::id).toList());
        Map<String, Brought> last = new TreeMap<>();
        for (Run run : runs) {
            for (RunBook.TableRows table : tables.getOrDefault(run.id(), List.of())) {
                if (!table.name().matches(BOOKS)) {
                    last.merge(
                            table.name(),
                            new Brought(run.id(), run.order().name(), run.changed(), table),
                            (one, other) -> one.at().isBefore(other.at()) ? other : one);
                }
            }
        }
        return last;
    }

    private Answer dataset(Visit visit) {
        Shelf shelf = shelf(visit);
        Asked page = asked(shelf);
        String sql = visit.value("table")
                .or(() -> page.dataset().tables().stream().findFirst().map(Table::name))
                .map(table -> "SELECT *\nFROM " + name(table) + "\nLIMIT 100")
                .orElse("");
        return show(visit, 200, page.with(sql, Optional.empty(), Optional.empty()));
    }

    private static String name(String table) {
        return table.matches("[a-z_][a-z0-9_]*") ? table : '"' + table.replace("\"", "\"\"") + '"';
    }

    private Answer show(Visit visit, int status, Asked page) {
        String title = page.dataset().shelf().dataset();
        Frame frame = desktop.frame(title, "data", Optional.of(visit.visitor()), visit.request(), false);
        return desktop.page(status, "dataset", frame, page);
    }

    private Asked asked(Shelf shelf) {
        Map<String, Brought> brought = brought(shelf);
        Looked<List<Stored>> stored = look(() -> shelf.isOpen() ? warehouse.tables(shelf) : List.of(), List.of());
        Map<String, Table> tables = new TreeMap<>();
        if (stored.found().isEmpty()) {
            brought.forEach((name, last) -> tables.put(name, new Table(name, OptionalLong.empty(), Optional.of(last))));
        }
        for (Stored each : stored.found()) {
            Optional<Brought> last = Optional.ofNullable(brought.get(each.name()));
            tables.put(each.name(), new Table(each.name(), OptionalLong.of(each.rows()), last));
        }
        Dataset dataset = new Dataset(shelf, List.copyOf(tables.values()));
        return new Asked(parts.words(), dataset, stored.note(), "", Optional.empty(), Optional.empty());
    }

    private Answer query(Visit visit) {
        Shelf shelf = shelf(visit);
        String sql = visit.value("sql").orElse("");
        Optional<Export> export = visit.value("as").flatMap(Export::of);
        try {
            Grid grid = warehouse.query(shelf, checked(shelf, sql), export.isPresent() ? FILE : PAGE);
            return export.isPresent()
                    ? export.get().of(shelf.dataset(), grid)
                    : show(visit, 200, asked(shelf).with(sql, Optional.of(grid), Optional.empty()));
        } catch (Failure e) {
            Problem problem = Api.problem(e);
            return show(visit, problem.kind().status(), asked(shelf).with(sql, Optional.empty(), Optional.of(problem)));
        }
    }

    private static String checked(Shelf shelf, String sql) {
        String wrong = !shelf.isOpen()
                ? "rows at " + shelf.kind().word() + " are looked at there"
                : sql.isEmpty()
                        ? "no SQL was written"
                        : sql.length() > LONGEST_SQL ? "a query has at most " + LONGEST_SQL + " characters" : "";
        if (!wrong.isEmpty()) {
            throw new ConfigurationFailure(Explanation.of(wrong));
        }
        return sql;
    }

    private Answer table(Visit visit) {
        return one(visit, false);
    }

    private Answer rows(Visit visit) {
        return one(visit, true);
    }

    private Answer one(Visit visit, boolean withRows) {
        Shelf shelf = shelf(visit);
        String name = visit.path("table");
        Optional<Brought> last = Optional.ofNullable(brought(shelf).get(name));
        Looked<List<Field>> fields = look(() -> warehouse.fields(shelf, name), List.of());
        if (fields.found().isEmpty() && fields.note().isEmpty() && last.isEmpty()) {
            throw Visit.unknown("there is no table " + Shown.of(name, 100) + " in " + shelf.dataset());
        }
        boolean readable = shelf.isOpen() && !fields.found().isEmpty();
        Looked<Optional<Grid>> rows = look(
                () -> withRows && readable ? warehouse.rows(shelf, name, FIRST) : Optional.empty(), Optional.empty());
        Looked<Optional<Long>> count = look(
                () -> visit.value("count").isPresent() && readable ? warehouse.count(shelf, name) : Optional.empty(),
                Optional.empty());
        return desktop.page(
                visit,
                name,
                "data",
                "table",
                false,
                new DataSheet.One(
                        parts.words(),
                        shelf,
                        new Table(name, OptionalLong.empty(), last),
                        fields.note().or(rows::note).or(count::note),
                        fields.found(),
                        count.found(),
                        rows.found()));
    }

    /** @param note why it could not be had just now */
    private record Looked<T>(T found, Optional<String> note) {}

    private static <T> Looked<T> look(Supplier<T> what, T none) {
        try {
            return new Looked<>(what.get(), Optional.empty());
        } catch (TransientFailure e) {
            return new Looked<>(none, Optional.of(e.explanation().what()));
        }
    }
}
