package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.ID;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Loads that merge into the table {@code items} of one file, one after another. */
public final class Merges implements MergedItems {
    public static final Column VALUE = Column.nullable("value", DataType.BIGINT);
    private static final Column PARENT = Column.required(Column.PARENT_ID, DataType.TEXT);
    private static final Column ROOT = Column.nullable(Column.ROOT_ID, DataType.TEXT);
    private static final Column INDEX = Column.required(Column.LIST_INDEX, DataType.BIGINT);
    /** What a nested table of appended rows has, and one of merged rows. */
    public static final List<Column> LINKED = List.of(VALUE, PARENT, INDEX, ID);

    public static final List<Column> ROOTED = List.of(VALUE, PARENT, INDEX, ID, ROOT);

    private final Path file;
    private int loads;

    Merges(Path file) {
        this.file = file;
    }

    @Override
    public void load(LoadJob... jobs) {
        Head base = loads == 0 ? Head.NONE : new Head(loads + ".5", loads);
        loads++;
        new DuckDbDestination(file).load(Packages.load(loads + ".5", base, jobs), Deadline.none());
    }

    public static Column column(String name, DataType type, ColumnRole... roles) {
        return Column.nullable(name, type).with(Set.of(roles));
    }

    public static Object[] row(Object... values) {
        return values;
    }

    /** Rows have the columns' values and their id. */
    public static LoadJob items(MergeSettings settings, List<Column> columns, Object[]... rows) {
        List<Column> stored = new ArrayList<>(columns);
        stored.removeIf(
                c -> c.roles().contains(ColumnRole.VALID_FROM) || c.roles().contains(ColumnRole.VALID_TO));
        stored.add(ID);
        Table table = Packages.table("items", columns.toArray(Column[]::new));
        return new LoadJob(
                new Table(
                        table.name(),
                        table.parent(),
                        table.resource(),
                        WriteDisposition.MERGE,
                        settings,
                        Optional.empty(),
                        OptionalInt.empty(),
                        table.columns(),
                        Map.of(),
                        true),
                WriteDisposition.MERGE,
                List.of(MemoryPart.of(stored, rows)));
    }

    public static LoadJob items(MergeStrategy strategy, List<Column> columns, Object[]... rows) {
        return items(MergeSettings.of(strategy), columns, rows);
    }

    /** Rows have the columns' values. */
    public static LoadJob nested(
            WriteDisposition disposition, String name, String parent, List<Column> columns, Object[]... rows) {
        Table table = new Table(name, Optional.of(parent), "items", WriteDisposition.MERGE, columns, true);
        return new LoadJob(table, disposition, rows.length == 0 ? List.of() : List.of(MemoryPart.of(columns, rows)));
    }

    /** A value, the id of its root row, and its place in that one's list. */
    public static Object[] element(Object value, String root, long index) {
        return row(value, root, index, root + "-" + index, root);
    }

    /** The lists of items. */
    public static LoadJob lists(Object[]... elements) {
        return nested(WriteDisposition.MERGE, "items__l", "items", ROOTED, elements);
    }

    List<String> rows(String sql) {
        return Database.rows(file, sql);
    }

    @Override
    public List<String> items() {
        return rows("SELECT * EXCLUDE (_dlt_load_id) FROM data.items ORDER BY ALL");
    }

    @Override
    public List<String> elements() {
        return rows("SELECT value, _dlt_root_id FROM data.items__l ORDER BY ALL");
    }
}
