package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.SchemaContract;
import io.wadi.model.Table;
import io.wadi.model.UnusableMerge;
import io.wadi.model.WriteDisposition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What a resource says of its root table and of those nested below it, in the names of the tables. */
final class Declared {
    private static final String LIST = "[].";
    private static final ColumnHint VALIDITY = new ColumnHint(
            Optional.of(DataType.TIMESTAMP), Optional.of(true), OptionalInt.empty(), OptionalInt.empty());

    final String resource;
    /** The root table as it is to be, before records show more. */
    final Table table;

    final Hints hints;
    private final String root;
    private final boolean keepsVersions;
    /** Whether a version column decides what becomes of a row. */
    private final boolean comparesVersions;

    final Contracts contracts;
    private final Naming naming;
    private final Map<String, ColumnHint> columns = new LinkedHashMap<>();
    /** Of nested tables, by their names. */
    private final Map<String, Map<String, ColumnHint>> nested = new HashMap<>();
    /** The parents of nested tables that are spoken of, as far as the hints tell. */
    private final Map<String, String> parents = new LinkedHashMap<>();

    private final Roles roles = new Roles();

    /**
     * @param before the table as an earlier run, or another resource, left it
     * @param below the tables nested below it
     */
    Declared(String resource, Hints hints, Naming naming, Optional<Table> before, List<Table> below) {
        this.resource = resource;
        this.hints = hints.settled();
        this.naming = naming;
        this.root = naming.path(hints.table().orElse(resource));
        this.keepsVersions = merges() && merge(before).effective() == MergeStrategy.SCD2;
        this.comparesVersions = keepsVersions || (merges() && merge(before).skipUnchanged());
        this.contracts =
                new Contracts(contract(before).or(hints::sourceContract).orElse(SchemaContract.EVOLVE));
        this.hints.columns().forEach(this::hint);
        hints.primaryKey().forEach(column -> declare(column, ColumnRole.PRIMARY_KEY));
        hints.mergeKey().forEach(column -> declare(column, ColumnRole.MERGE_KEY));
        before.ifPresent(table -> table.hints().forEach(this::remember));
        below.forEach(table -> table.hints()
                .forEach((column, hint) -> nested.computeIfAbsent(table.name(), n -> new LinkedHashMap<>())
                        .merge(column, hint, (said, known) -> said.over(known))));
        if (keepsVersions) {
            List<Column> known = before.map(Table::columns).orElse(List.of());
            validity(ColumnRole.VALID_FROM, "_dlt_valid_from", known);
            validity(ColumnRole.VALID_TO, "_dlt_valid_to", known);
        }
        if (keepsVersions && !roles.isSaid(ColumnRole.ROW_VERSION)) {
            roles.add(Column.ROW_ID, ColumnRole.ROW_VERSION);
        }
        this.table = over(before, resource);
    }

    private MergeSettings merge(Optional<Table> before) {
        return hints.writing().merge().over(before.map(Table::merge).orElse(MergeSettings.NONE));
    }

    private Optional<SchemaContract> contract(Optional<Table> before) {
        return hints.contract().or(() -> before.flatMap(Table::contract));
    }

    private Table over(Optional<Table> before, String by) {
        OptionalInt stored = before.map(Table::maxNesting).orElse(OptionalInt.empty());
        Table said = new Table(
                root,
                Optional.empty(),
                by,
                hints.disposition(),
                merge(before),
                contract(before),
                hints.maxNesting().isPresent() ? hints.maxNesting() : stored,
                before.map(Table::columns).orElse(List.of()),
                before.map(Table::hints).orElse(Map.of()),
                before.map(Table::seenData).orElse(false));
        Map<String, ColumnHint> all = new LinkedHashMap<>(columns);
        roles.columns().forEach(column -> all.putIfAbsent(column, ColumnHint.NONE));
        return grown(said, all);
    }

    /**
     * Declares the root table and those below it among {@code tables}.
     *
     * @param by the first resource of this run that the root table has
     */
    void declareIn(Map<String, Table> tables, String by) {
        tables.put(root, over(Optional.ofNullable(tables.get(root)), by));
        nested.forEach((name, said) -> {
            if (tables.containsKey(name) || contracts.evolveTables()) {
                tables.put(name, grown(parentsFirst(name, tables), said));
            }
        });
    }

    private Table parentsFirst(String name, Map<String, Table> tables) {
        if (!tables.containsKey(name)) {
            String parent = parents.getOrDefault(name, root);
            parentsFirst(parent, tables);
            tables.put(name, new Table(name, Optional.of(parent), resource, hints.disposition(), List.of(), false));
        }
        return Optional.ofNullable(tables.get(name)).orElseThrow();
    }

    private Table grown(Table before, Map<String, ColumnHint> said) {
        List<Column> known = new ArrayList<>();
        before.columns()
                .forEach(column ->
                        known.add(redeclared(Optional.ofNullable(said.get(column.name())), before.isRoot(), column)));
        Set<String> names = known.stream().map(Column::name).collect(Collectors.toSet());
        Map<String, ColumnHint> open = new LinkedHashMap<>();
        said.forEach((name, hint) -> {
            boolean admitted = !before.seenData()
                    || contracts.evolveColumns()
                    || name.startsWith("_dlt")
                    || before.hints().containsKey(name);
            if (admitted && !names.contains(name)) {
                Set<ColumnRole> meaning = before.isRoot() ? roles.of(name) : Set.of();
                Optional<Boolean> nullable = hint.nullable()
                        .or(() -> before.isRoot() && isKey(name) ? Optional.of(false) : Optional.empty());
                if (hint.type().isPresent()) {
                    known.add(hint.column(name, hint.type().get(), nullable.orElse(true), meaning));
                } else {
                    open.put(name, hint.with(nullable, meaning));
                }
            }
        });
        return before.with(known, open, before.seenData());
    }

    /** What was said of a column before, as far as nothing else is said now. */
    private void remember(String column, ColumnHint before) {
        columns.merge(column, before.with(Set.of()), (said, known) -> said.over(known));
        roles.remember(column, before.roles());
    }

    /** @param path of a nested column {@code lines[].price}, of one in a list of an object {@code order.lines[].price} */
    private void hint(String path, ColumnHint hint) {
        int end = path.lastIndexOf(LIST);
        if (end < 0) {
            columns.put(naming.path(path), hint);
            hint.roles().forEach(role -> declare(path, role));
            return;
        }
        List<String> fragments = new ArrayList<>(List.of(root));
        String below = root;
        for (String list : path.substring(0, end).split("\\[]\\.", -1)) {
            for (String key : list.split("\\.", -1)) {
                fragments.add(naming.path(key));
            }
            parents.put(naming.join(fragments), below);
            below = naming.join(fragments);
        }
        nested.computeIfAbsent(below, name -> new LinkedHashMap<>())
                .put(naming.path(path.substring(end + LIST.length())), hint);
    }

    private void declare(String column, ColumnRole role) {
        roles.declare(naming.path(column), role);
    }

    /** Contract 4.5: after the columns that are hinted with a type, before those that data brings. */
    private void validity(ColumnRole role, String usual, List<Column> known) {
        if (roles.named(role, known).findAny().isEmpty()) {
            columns.put(usual, VALIDITY);
            declare(usual, role);
        }
    }

    boolean merges() {
        return hints.disposition() == WriteDisposition.MERGE;
    }

    private MergeStrategy strategy() {
        return table.merge().effective();
    }

    boolean keepsVersions() {
        return keepsVersions;
    }

    /** Whether the merge finds rows by a key that each of them has: it is also what their ids are made from. */
    private boolean updates() {
        return merges() && strategy() != MergeStrategy.SCD2 && strategy() != MergeStrategy.DELETE_INSERT;
    }

    /** Contract 2.1, a and b. */
    boolean keepsRootIds() {
        return hints.system().rootId() || (merges() && strategy() != MergeStrategy.SCD2);
    }

    /** @param known the table's columns, with the roles that they have now */
    RootIds ids(List<Column> known) {
        if (updates()) {
            if (keys(known).isEmpty()) {
                throw new UnusableMerge(
                        Explanation.of("merge strategy " + strategy().word() + " needs a primary key: resource "
                                        + resource + " names none for table " + table.name())
                                .fix("set primaryKey to the fields that tell its records apart, or use delete-insert"));
            }
            return RootIds.KEY;
        }
        // dlt says of the row id itself that it tells versions apart.
        if (!keepsVersions() || roles.named(ColumnRole.ROW_VERSION, known).anyMatch(c -> !c.equals(Column.ROW_ID))) {
            return RootIds.RANDOM;
        }
        if (!hints.system().rowId()) {
            throw new UnusableMerge(Explanation.of("merge strategy scd2 needs the column _dlt_id, and resource "
                            + resource + " has addRowId: false")
                    .fix("leave addRowId out, or name a column of the source that tells versions apart"));
        }
        return RootIds.CONTENT;
    }

    /** The columns of the primary key, in the order in which they are hashed. */
    List<String> keys(List<Column> known) {
        return roles.named(ColumnRole.PRIMARY_KEY, known)
                .distinct()
                .sorted(CanonicalJson::compareKeys)
                .toList();
    }

    /** The key columns in which each row needs a value: those that are not said to be nullable. */
    List<String> requiredKeys() {
        return merges()
                ? roles.said().stream()
                        .filter(name -> isKey(name)
                                && !Optional.ofNullable(columns.get(name))
                                        .flatMap(ColumnHint::nullable)
                                        .orElse(false))
                        .toList()
                : List.of();
    }

    /** Columns that are not nullable unless they are said to be (contract 3.5, 4.5). */
    boolean isKey(String column) {
        Set<ColumnRole> said = roles(column);
        return said.contains(ColumnRole.PRIMARY_KEY)
                || said.contains(ColumnRole.MERGE_KEY)
                || (said.contains(ColumnRole.ROW_VERSION) && comparesVersions);
    }

    /** Of a column that has not come to be. */
    Set<ColumnRole> roles(String column) {
        return roles.of(column);
    }

    /** A column that the table has, as it is to be. */
    Column redeclared(TablePlan of, Column known) {
        return redeclared(Optional.ofNullable(columns(of).get(known.name())), of.isRoot(), known);
    }

    private Column redeclared(Optional<ColumnHint> hint, boolean isRoot, Column known) {
        boolean nullable =
                hint.flatMap(ColumnHint::nullable).orElse(known.nullable() && !(isRoot && isKey(known.name())));
        return (isRoot ? known.with(roles.of(known)) : known).withNullable(nullable);
    }

    /** The primary key that a source declares is the resource's where that names none (contract 10). */
    void keyOf(List<Column> source) {
        if (!roles.isSaid(ColumnRole.PRIMARY_KEY)) {
            source.stream().filter(Column::primaryKey).forEach(c -> declare(c.name(), ColumnRole.PRIMARY_KEY));
        }
    }

    /** The hinted columns of a table, in the order of the hints. */
    Map<String, ColumnHint> columns(TablePlan of) {
        return of.isRoot() ? columns : nested.getOrDefault(of.name, Map.of());
    }

    ColumnHint hint(TablePlan of, String column) {
        return Optional.ofNullable(columns(of).get(column)).orElse(ColumnHint.NONE);
    }
}
