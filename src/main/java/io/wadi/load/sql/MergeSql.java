package io.wadi.load.sql;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements with which new rows of a root table meet those that are there (contract 4.3 to 4.5), in words that any
 * database with MERGE takes.
 *
 * @param stored the table
 * @param staged the table where the new rows wait
 * @param scope the stored rows that are deleted or retired where the batch does not have them; else the keys say
 */
record MergeSql(Dialect dialect, Table root, String stored, String staged, Optional<String> scope) {
    private static final Set<ColumnRole> IDENTIFY = Set.of(ColumnRole.PRIMARY_KEY, ColumnRole.HARD_DELETE);

    List<Column> columns(ColumnRole role) {
        return root.columns().stream().filter(c -> c.roles().contains(role)).toList();
    }

    /** What tells two versions of a row apart: a column that the source has for that, or the row id. */
    List<Column> version() {
        List<Column> versions = versions();
        return versions.isEmpty()
                ? root.columns().stream()
                        .filter(c -> c.name().equals(Column.ROW_ID))
                        .toList()
                : versions;
    }

    /** Those of the source: dlt's schemas say of the row id, too, that it tells versions apart. */
    private List<Column> versions() {
        return columns(ColumnRole.ROW_VERSION).stream()
                .filter(c -> !c.name().equals(Column.ROW_ID))
                .toList();
    }

    /** Of stored rows: that a new one has the same values in the columns of this role; NULL equals nothing. */
    String shared(ColumnRole role) {
        return exists(staged, columns(role), stored);
    }

    /** Of stored rows, a condition for each set of them that a delete-insert deletes. */
    List<String> replaced() {
        return scope.map(List::of)
                .orElseGet(() -> Stream.of(ColumnRole.PRIMARY_KEY, ColumnRole.MERGE_KEY)
                        .filter(role -> !columns(role).isEmpty())
                        .map(this::shared)
                        .toList());
    }

    /** Of stored rows: that the batch should have their primary key and does not. */
    String absent() {
        return "NOT " + shared(ColumnRole.PRIMARY_KEY) + within();
    }

    /** Of stored rows: that {@code keys} should have their key and does not; one without a key stays. */
    String gone(List<Column> key, String keys) {
        return key.stream()
                .map(c -> stored + "." + dialect.name(c.name()) + " IS NOT NULL AND ")
                .collect(Collectors.joining("", "", "NOT " + exists(keys, key, stored)));
    }

    /** Of new rows, under this name: that they delete; empty where no column says so. */
    Optional<String> marked(String alias) {
        return columns(ColumnRole.HARD_DELETE).stream()
                .map(c -> marked(c, alias + "." + dialect.name(c.name())))
                .reduce((a, b) -> a + " OR " + b)
                .map(MergeSql::grouped);
    }

    private static String marked(Column column, String value) {
        return column.type() == DataType.BOOL ? "COALESCE(" + value + ", FALSE)" : value + " IS NOT NULL";
    }

    /**
     * Updates the rows with the new ones' primary keys, deletes those that are marked, and inserts what is new.
     *
     * @param skipUnchanged whether rows are left alone that would not change
     */
    String upsert(boolean skipUnchanged) {
        Optional<String> marked = marked("n");
        String names = names(root, UnaryOperator.identity());
        return "MERGE INTO " + stored + " USING " + staged + " n ON "
                + equal("n", columns(ColumnRole.PRIMARY_KEY), stored)
                + marked.map(m -> " WHEN MATCHED AND " + m + " THEN DELETE").orElse("")
                + " WHEN MATCHED" + (skipUnchanged ? changed() : "") + " THEN UPDATE SET "
                + names(root, name -> name + " = n." + name)
                + " WHEN NOT MATCHED" + marked.map(m -> " AND NOT " + m).orElse("")
                + " THEN INSERT (" + names + ") VALUES (" + names(root, name -> "n." + name) + ")";
    }

    /** A row whose id changes is never left alone: what is nested below it has the new one. */
    private String changed() {
        List<Column> compared = versions().isEmpty()
                ? root.columns().stream()
                        .filter(c -> c.roles().stream().noneMatch(IDENTIFY::contains)
                                && !c.name().equals(Column.LOAD_ID)
                                && !c.name().equals(Column.ROW_ID))
                        .toList()
                : versions();
        if (compared.isEmpty()) {
            return "";
        }
        return root.columns().stream()
                .filter(c -> compared.contains(c) || c.name().equals(Column.ROW_ID))
                .map(c -> dialect.name(c.name()))
                .map(c -> "n." + c + " IS DISTINCT FROM " + stored + "." + c)
                .collect(Collectors.joining(" OR ", " AND (", ")"));
    }

    /** Ends what still holds and is not in the batch. */
    String retire(String active, String end) {
        return "UPDATE " + stored + " SET " + name(ColumnRole.VALID_TO) + " = " + end + " WHERE "
                + holds(stored, active) + " AND NOT " + exists(staged, version(), stored) + within();
    }

    /** Of new rows: that they hold already. */
    String known(String active) {
        return exists(stored, version(), staged, " AND " + holds("o", active));
    }

    /** Inserts the new rows as versions that hold from {@code start}. */
    String insertVersions(String start, String active) {
        String from = name(ColumnRole.VALID_FROM);
        String to = name(ColumnRole.VALID_TO);
        return insert(root, stored, staged, name -> name.equals(from) ? start : name.equals(to) ? active : name);
    }

    /** Inserts all rows of {@code staged}, with an expression for each column's name. */
    String insert(Table table, String stored, String staged, UnaryOperator<String> value) {
        return "INSERT INTO " + stored + " (" + names(table, UnaryOperator.identity()) + ") SELECT "
                + names(table, value) + " FROM " + staged;
    }

    /** The column that has this role. */
    Column column(ColumnRole role) {
        return columns(role).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("table " + root.name() + " has no column " + role));
    }

    private String name(ColumnRole role) {
        return dialect.name(column(role).name());
    }

    private String holds(String alias, String active) {
        return alias + "." + name(ColumnRole.VALID_TO) + (active.equals("NULL") ? " IS NULL" : " = " + active);
    }

    /** The part of the table that a batch is said to hold whole. */
    private String within() {
        return scope.or(() -> columns(ColumnRole.MERGE_KEY).isEmpty()
                        ? Optional.empty()
                        : Optional.of(shared(ColumnRole.MERGE_KEY)))
                .map(condition -> " AND " + condition)
                .orElse("");
    }

    /** Of rows of {@code of}: that {@code in} has one with the same values in these columns. */
    String exists(String in, List<Column> key, String of) {
        return exists(in, key, of, "");
    }

    private String exists(String in, List<Column> key, String of, String also) {
        return "EXISTS (SELECT 1 FROM " + in + " o WHERE " + equal("o", key, of) + also + ")";
    }

    private String equal(String left, List<Column> key, String right) {
        return key.stream()
                .map(c -> dialect.name(c.name()))
                .map(c -> left + "." + c + " = " + right + "." + c)
                .collect(Collectors.joining(" AND "));
    }

    /** On lines of its own, for what people write may end with a comment. */
    static String grouped(String condition) {
        return "(" + condition + "\n)";
    }

    private String names(Table table, UnaryOperator<String> expression) {
        return table.columns().stream()
                .map(c -> expression.apply(dialect.name(c.name())))
                .collect(Collectors.joining(", "));
    }
}
