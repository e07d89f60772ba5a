package io.wadi.load.sql;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.CrashPoint;
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
public final class Merge {
    /** Those under which a row that comes again brings nested rows with the ids that they have already. */
    private static final Set<MergeStrategy> SHARING = Set.of(MergeStrategy.SCD2, MergeStrategy.INSERT_ONLY);

    private final SqlSession session;
    private final Dialect dialect;
    private final MergeTables tables;
    private final LoadPackage load;
    private final Table root;
    private final StagedRows staged;
    private final NestedRows nested;
    private final MergeOptions options;
    private final MergeSql sql;

    /** @param root a root table; what the schema has below it takes part where the dataset has it, too */
    public Merge(SqlSession session, MergeTables tables, LoadPackage load, Table root) {
        this.session = session;
        this.dialect = session.dialect();
        this.tables = tables;
        this.load = load;
        this.root = root;
        this.staged = new StagedRows(session, tables, root);
        this.options = new MergeOptions(root);
        String stored = tables.name(root);
        this.sql = new MergeSql(dialect, root, stored, staged.name(), options.destinationScope(stored, staged.name()));
        this.nested = new NestedRows(session, tables, load, sql);
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
    public List<Table> tables() {
        return Stream.concat(Stream.of(root), nested.tables().stream()).toList();
    }

    /**
     * The tables of which rows may wait.
     *
     * @param parts the new rows, by table
     */
    public List<Table> waiting(Map<String, List<Part>> parts) {
        return isNothing(parts) || isPlain()
                ? List.of()
                : tables().stream()
                        .filter(table -> parts.containsKey(table.name()))
                        .toList();
    }

    /** Whether the ids of root rows that change are noted, because rows below them go. */
    public boolean notesChanges(List<Table> waiting) {
        return !waiting.isEmpty() && !nested.tables().isEmpty() && strategy().deletes();
    }

    private boolean isNothing(Map<String, List<Part>> parts) {
        return parts.getOrDefault(root.name(), List.of()).stream().allMatch(part -> part.rows() == 0);
    }

    /** @param parts the new rows, by table; where there are none of the root, nothing is deleted or retired either */
    public void run(Map<String, List<Part>> parts) {
        if (isNothing(parts)) {
            return;
        }
        List<Part> rows = parts.getOrDefault(root.name(), List.of());
        session.working(load.dataset() + "." + root.name());
        if (isPlain()) {
            tables.insert(root, rows);
            nested.insert(parts);
            return;
        }
        staged.add(rows);
        CrashPoint.MERGE_STAGED.pass();
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
        CrashPoint.MERGED.pass();
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
        nested.delete(List.of(ids(sql.stored()) + " WHERE " + sql.shared(ColumnRole.PRIMARY_KEY), staged.ids()));
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
        staged.drop(sql.exists(sql.stored(), sql.columns(ColumnRole.PRIMARY_KEY), staged.name()));
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
        CrashPoint.MERGE_CLEARED.pass();
        staged.drop(sql.known(active));
        session.update(sql.insertVersions(boundary, active));
    }

    private String time(ColumnRole role, Instant instant) {
        return dialect.time(sql.column(role), instant);
    }

    /** Of new rows with the same values the one that the sort column says stays, else the last. */
    private void dropDuplicates(List<Column> key) {
        String order = Stream.concat(
                        sql.columns(ColumnRole.DEDUP_ASC).stream()
                                .map(c -> dialect.name(c.name()) + " ASC NULLS LAST, "),
                        sql.columns(ColumnRole.DEDUP_DESC).stream()
                                .map(c -> dialect.name(c.name()) + " DESC NULLS LAST, "))
                .collect(Collectors.joining());
        if (!key.isEmpty()) {
            staged.dropRepeated(key, order);
        }
    }

    private void dropMarked() {
        sql.marked(staged.name()).ifPresent(staged::drop);
    }

    /** A statement a condition: with OR between them, a database compares every row with every other. */
    private void delete(List<String> conditions) {
        nested.delete(
                conditions.stream().map(c -> ids(sql.stored()) + " WHERE " + c).toList());
        conditions.forEach(condition -> session.update("DELETE FROM " + sql.stored() + " WHERE " + condition));
        CrashPoint.MERGE_CLEARED.pass();
    }

    private void insert() {
        session.update(sql.insert(root, sql.stored(), staged.name(), UnaryOperator.identity()));
    }

    private String ids(String table) {
        return "SELECT " + dialect.name(Column.ROW_ID) + " FROM " + table;
    }
}
