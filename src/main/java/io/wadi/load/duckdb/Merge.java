package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.Explanation;
import io.wadi.model.LoadPackage;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Part;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.UnusableMerge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the new rows of a root table, and what is nested below them, to those that are there (contract 4.2 to 4.5). New
 * root rows wait in a temporary table of the transaction; a strategy changes the stored ones and drops new ones that are not
 * to be written, and nested rows follow their root.
 */
final class Merge {
    private static final String ROW_IDS = "SELECT " + Sql.name(Column.ROW_ID) + " FROM ";

    /** Those under which a row that comes again brings nested rows with the ids that they have already. */
    private static final Set<MergeStrategy> SHARING = Set.of(MergeStrategy.SCD2, MergeStrategy.INSERT_ONLY);

    private final DuckDbSession session;
    private final DuckDbTables tables;
    private final LoadPackage load;
    private final Table root;
    private final StagedRows staged;
    private final NestedRows nested;
    private final MergeOptions options;
    private final MergeSql sql;

    /** @param root a root table; what the schema has below it takes part where the dataset has it, too */
    Merge(DuckDbSession session, DuckDbTables tables, LoadPackage load, Table root) {
        this.session = session;
        this.tables = tables;
        this.load = load;
        this.root = root;
        this.staged = new StagedRows(session, tables, root, load.loadId());
        this.nested = new NestedRows(session, tables, load, root);
        this.options = new MergeOptions(root);
        this.sql = new MergeSql(
                root, tables.name(root), staged.name(), options.destinationScope(tables.name(root), staged.name()));
        if (strategy().needsPrimaryKey()) {
            require(sql.columns(ColumnRole.PRIMARY_KEY), "a primary key");
        } else if (strategy() == MergeStrategy.SCD2) {
            require(sql.version(), "row ids, or a column with the rows' versions");
        }
    }

    private void require(List<Column> columns, String what) {
        if (columns.isEmpty()) {
            throw new UnusableMerge(
                    Explanation.of("merge strategy " + strategy().word() + " needs " + what + ", and table "
                                    + root.name() + " has none; nothing was loaded")
                            .fix("declare it, or use delete-insert"));
        }
    }

    private MergeStrategy strategy() {
        return root.merge().effective();
    }

    /** The root table and those below it, parents first. */
    List<Table> tables() {
        return Stream.concat(Stream.of(root), nested.tables().stream()).toList();
    }

    /** @param parts the new rows, by table; where there are none of the root, nothing is deleted or retired either */
    void run(Map<String, List<Part>> parts) {
        List<Part> rows = parts.getOrDefault(root.name(), List.of());
        if (rows.stream().allMatch(part -> part.rows() == 0)) {
            return;
        }
        session.working("table " + load.dataset() + "." + root.name());
        if (isPlain()) {
            rows.forEach(part -> tables.insert(root, part, load.loadId()));
            nested.insert(parts);
            return;
        }
        staged.add(rows);
        options.sourceFilter().ifPresent(this::filter);
        sql.scope().ifPresent(scope -> tried("destination scope", scope, sql.stored()));
        switch (strategy()) {
            case DELETE_INSERT -> deleteInsert();
            case UPSERT -> upsert();
            case CDC -> cdc();
            case INSERT_ONLY -> insertOnly();
            case SCD2 -> versions();
        }
        boolean once = SHARING.contains(strategy());
        if (once || !staged.complete()) {
            nested.insert(parts, staged, once);
        } else {
            nested.insert(parts);
        }
    }

    /** Whether nothing says what should become of rows that are there, or that come. */
    private boolean isPlain() {
        return strategy() == MergeStrategy.DELETE_INSERT
                && sql.replaced().isEmpty()
                && sql.columns(ColumnRole.HARD_DELETE).isEmpty()
                && root.merge().sourceFilter().isEmpty();
    }

    private void filter(String filter) {
        tried("source filter", filter, staged.name());
        staged.drop("NOT COALESCE(" + filter + ", FALSE)");
    }

    /** People write conditions, and may err. */
    private void tried(String option, String condition, String table) {
        try {
            session.query("SELECT 1 FROM " + table + " WHERE " + condition + " LIMIT 0", row -> true);
        } catch (TerminalFailure e) {
            throw options.wrong(
                    option, condition.strip(), "is refused: " + e.explanation().what());
        }
    }

    /** The rows that share a key with new ones, or are in scope, go, and the new ones come. */
    private void deleteInsert() {
        delete(sql.replaced());
        if (!root.merge().deduplicated()) {
            dropDuplicates(sql.columns(ColumnRole.PRIMARY_KEY));
        }
        dropMarked();
        insert();
    }

    /** Nested rows of those that stay go in any case: their lists come whole. */
    private void upsert() {
        dropDuplicates(sql.columns(ColumnRole.PRIMARY_KEY));
        nested.delete(List.of(ROW_IDS + sql.stored() + " WHERE " + sql.shared(ColumnRole.PRIMARY_KEY), staged.ids()));
        session.update(sql.upsert(root.merge().skipUnchanged()));
        dropMarked();
    }

    /** Rows that are not in the batch go, and the others are written. */
    private void cdc() {
        delete(List.of(sql.absent()));
        upsert();
    }

    private void insertOnly() {
        dropDuplicates(sql.columns(ColumnRole.PRIMARY_KEY));
        dropMarked();
        staged.drop(MergeSql.exists(sql.stored(), sql.columns(ColumnRole.PRIMARY_KEY), staged.name()));
        insert();
    }

    /** Versions that are not in the batch end, and those that do not hold yet begin. */
    private void versions() {
        dropDuplicates(sql.version());
        String boundary = time(ColumnRole.VALID_FROM, options.boundary().orElse(load.createdAt()));
        String active = options.activeUntil()
                .map(until -> time(ColumnRole.VALID_TO, until))
                .orElse("NULL");
        session.update(sql.retire(active, boundary));
        staged.drop(sql.known(active));
        session.update(sql.insertVersions(boundary, active));
    }

    private String time(ColumnRole role, Instant instant) {
        long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
        return DuckDbType.of(sql.column(role)).read(Long.toString(micros));
    }

    /** Of new rows with the same values the one that the sort column says stays, else the last. */
    private void dropDuplicates(List<Column> key) {
        String order = Stream.concat(
                        sql.columns(ColumnRole.DEDUP_ASC).stream().map(c -> Sql.name(c.name()) + " ASC NULLS LAST, "),
                        sql.columns(ColumnRole.DEDUP_DESC).stream().map(c -> Sql.name(c.name()) + " DESC NULLS LAST, "))
                .collect(Collectors.joining());
        if (!key.isEmpty()) {
            staged.dropRepeated(key, order);
        }
    }

    private void dropMarked() {
        sql.marked(staged.name()).ifPresent(staged::drop);
    }

    /** A statement a condition: with OR between them, DuckDB would compare every row with every other. */
    private void delete(List<String> conditions) {
        nested.delete(conditions.stream()
                .map(c -> ROW_IDS + sql.stored() + " WHERE " + c)
                .toList());
        conditions.forEach(condition -> session.update("DELETE FROM " + sql.stored() + " WHERE " + condition));
    }

    private void insert() {
        session.update(MergeSql.insert(root, sql.stored(), staged.name(), UnaryOperator.identity()));
    }
}
