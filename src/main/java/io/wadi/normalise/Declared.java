package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.SchemaContract;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** What a resource says of its root table and of those nested below it, in the names of the tables. */
final class Declared {
    private static final String LIST = "[].";
    private static final ColumnHint VALIDITY = new ColumnHint(
            Optional.of(DataType.TIMESTAMP), Optional.of(true), OptionalInt.empty(), OptionalInt.empty());

    final String resource;
    /** The root table as it is to be; its columns are not here. */
    final Table table;

    final Hints hints;
    final Contracts contracts;
    private final Naming naming;
    private final Map<String, ColumnHint> columns = new LinkedHashMap<>();
    /** Of nested tables, by their names. */
    private final Map<String, Map<String, ColumnHint>> nested = new HashMap<>();

    private final Map<String, Set<ColumnRole>> roles = new LinkedHashMap<>();

    /** @param before the table as an earlier run, or another resource, left it */
    Declared(String resource, Hints hints, Naming naming, Optional<Table> before) {
        this.resource = resource;
        this.hints = hints;
        this.naming = naming;
        String name = naming.path(hints.table().orElse(resource));
        this.table = new Table(
                name,
                Optional.empty(),
                resource,
                hints.disposition(),
                hints.writing().merge().over(before.map(Table::merge).orElse(MergeSettings.NONE)),
                hints.contract().or(() -> before.flatMap(Table::contract)),
                List.of(),
                false);
        this.contracts =
                new Contracts(table.contract().or(hints::sourceContract).orElse(SchemaContract.EVOLVE));
        hints.columns().forEach(this::hint);
        hints.primaryKey().forEach(column -> declare(column, ColumnRole.PRIMARY_KEY));
        hints.mergeKey().forEach(column -> declare(column, ColumnRole.MERGE_KEY));
        if (keepsVersions()) {
            List<Column> known = before.map(Table::columns).orElse(List.of());
            validity(ColumnRole.VALID_FROM, "_dlt_valid_from", known);
            validity(ColumnRole.VALID_TO, "_dlt_valid_to", known);
        }
    }

    /** @param path of a nested column {@code lines[].price}, of one in a list of an object {@code order.lines[].price} */
    private void hint(String path, ColumnHint hint) {
        int end = path.lastIndexOf(LIST);
        if (end < 0) {
            columns.put(naming.path(path), hint);
            hint.roles().forEach(role -> declare(path, role));
            return;
        }
        List<String> fragments = new ArrayList<>(List.of(table.name()));
        for (String key : path.substring(0, end).replace(LIST, ".").split("\\.", -1)) {
            fragments.add(naming.path(key));
        }
        nested.computeIfAbsent(naming.join(fragments), name -> new LinkedHashMap<>())
                .put(naming.path(path.substring(end + LIST.length())), hint);
    }

    private void declare(String column, ColumnRole role) {
        roles.computeIfAbsent(naming.path(column), n -> EnumSet.noneOf(ColumnRole.class))
                .add(role);
    }

    /** Contract 4.5: after the columns that are hinted with a type, before those that data brings. */
    private void validity(ColumnRole role, String usual, List<Column> known) {
        if (named(role, known).findAny().isEmpty()) {
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
        return merges() && strategy() == MergeStrategy.SCD2;
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
                throw new ConfigurationFailure(
                        Explanation.of("merge strategy " + strategy().word() + " needs a primary key: resource "
                                        + resource + " names none for table " + table.name())
                                .fix("set primaryKey to the fields that tell its records apart, or use delete-insert"));
            }
            return RootIds.KEY;
        }
        if (!keepsVersions() || named(ColumnRole.ROW_VERSION, known).findAny().isPresent()) {
            return RootIds.RANDOM;
        }
        if (!hints.system().rowId()) {
            throw new ConfigurationFailure(Explanation.of("merge strategy scd2 needs the column _dlt_id, and resource "
                            + resource + " has addRowId: false")
                    .fix("leave addRowId out, or name a column of the source that tells versions apart"));
        }
        return RootIds.CONTENT;
    }

    /** The columns of the primary key, in the order in which they are hashed. */
    List<String> keys(List<Column> known) {
        return named(ColumnRole.PRIMARY_KEY, known)
                .distinct()
                .sorted(CanonicalJson::compareKeys)
                .toList();
    }

    private Stream<String> named(ColumnRole role, List<Column> known) {
        return Stream.concat(
                roles.keySet().stream().filter(c -> roles(c).contains(role)),
                known.stream().filter(c -> rolesOf(c).contains(role)).map(Column::name));
    }

    /** The key columns in which each row needs a value: those that are not said to be nullable. */
    List<String> requiredKeys() {
        return merges()
                ? roles.keySet().stream()
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
                || (said.contains(ColumnRole.ROW_VERSION)
                        && (keepsVersions() || (merges() && table.merge().skipUnchanged())));
    }

    Set<ColumnRole> roles(String column) {
        return roles.getOrDefault(column, Set.of());
    }

    /** What the resource declares; of what it does not speak of, what was declared before. */
    Set<ColumnRole> rolesOf(Column known) {
        Set<ColumnRole> all = EnumSet.noneOf(ColumnRole.class);
        all.addAll(roles(known.name()));
        known.roles().stream()
                .filter(role -> roles.values().stream().flatMap(Set::stream).noneMatch(role::isReplacedBy))
                .forEach(all::add);
        return all;
    }

    /** The primary key that a source declares is the resource's where that names none (contract 10). */
    void keyOf(List<Column> source) {
        if (roles.values().stream().noneMatch(r -> r.contains(ColumnRole.PRIMARY_KEY))) {
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
