package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The ways in which a plan may grow for one resource: fields, columns, nested tables, under the resource's hints. */
final class Growth {
    private final Plan plan;
    private final Naming naming;
    private final Map<String, ColumnHint> hints = new LinkedHashMap<>();
    private final Map<String, Set<ColumnRole>> roles = new LinkedHashMap<>();
    private final Set<Integer> begun = new HashSet<>();
    private final Map<String, Collision> collisions;
    private int version;

    Growth(Plan plan, Naming naming, Hints hints, Map<String, Collision> collisions) {
        this.plan = plan;
        this.naming = naming;
        this.collisions = collisions;
        hints.columns().forEach((name, hint) -> {
            this.hints.put(naming.path(name), hint);
            hint.roles().forEach(role -> declare(name, role));
        });
        hints.primaryKey().forEach(name -> declare(name, ColumnRole.PRIMARY_KEY));
        hints.mergeKey().forEach(name -> declare(name, ColumnRole.MERGE_KEY));
    }

    private void declare(String name, ColumnRole role) {
        roles.computeIfAbsent(naming.path(name), n -> EnumSet.noneOf(ColumnRole.class))
                .add(role);
    }

    /** The key columns in which each row needs a value: those that are not said to be nullable. */
    List<String> requiredKeys() {
        return roles.keySet().stream()
                .filter(name -> isKey(name)
                        && !Optional.ofNullable(hints.get(name))
                                .flatMap(ColumnHint::nullable)
                                .orElse(false))
                .toList();
    }

    private boolean isKey(String column) {
        Set<ColumnRole> declared = roles.getOrDefault(column, Set.of());
        return declared.contains(ColumnRole.PRIMARY_KEY) || declared.contains(ColumnRole.MERGE_KEY);
    }

    static Map<String, Collision> noCollisions() {
        return new TreeMap<>();
    }

    Naming naming() {
        return naming;
    }

    /** Counts the records learnt: copies made at an older version do not know everything. */
    int version() {
        return version;
    }

    void changed() {
        version++;
    }

    /** A row comes to the table: it exists from now on, with the columns that are declared with a type (contract 3.5). */
    void begin(TablePlan table) {
        table.seenData = true;
        if (!begun.add(table.index) || !table.isRoot()) {
            return;
        }
        for (int i = 0; i < table.columns.size(); i++) {
            Column known = table.columns.get(i);
            table.columns.set(i, known.with(rolesOf(known)));
        }
        if (table.keepsRootId) {
            plan.nestedBelow(table).forEach(nested -> require(nested, Column.ROOT_ID, DataType.TEXT));
        }
        hints.forEach((name, hint) -> {
            if (hint.type().isPresent()) {
                column(table, name, hint.type().get());
            }
        });
    }

    Field field(ObjectPlan owner, String key) {
        List<String> fragments = new ArrayList<>(owner.fragments);
        fragments.add(normalised(key));
        String column = naming.join(fragments);
        String path = owner.path.isEmpty() ? key : owner.path + "." + key;
        Field field = new Field(key, path, column);
        field.whole = owner.level <= 0;
        boolean nested = !owner.table.isRoot();
        switch (column) {
            case Column.ROW_ID -> field.rowId = true;
            case Column.LOAD_ID -> field.ignored = !nested;
            case Column.PARENT_ID, Column.LIST_INDEX, Column.ROOT_ID -> field.ignored = nested;
            default -> field.required = !isNullable(owner.table, column);
        }
        owner.add(field);
        return field;
    }

    /** The key as an identifier; a blank one has a name of its own (contract 1.4). */
    private String normalised(String key) {
        String name = key.isBlank() ? "" : naming.path(key);
        return name.isEmpty() ? "_empty" : name;
    }

    boolean isJson(TablePlan table, Field field) {
        int at = table.find(field.column);
        return at != Field.NONE && table.columns.get(at).type() == DataType.JSON;
    }

    ObjectPlan opened(ObjectPlan owner, Field field, String key) {
        List<String> fragments = new ArrayList<>(owner.fragments);
        fragments.add(normalised(key));
        return new ObjectPlan(owner.table, fragments, field.path, owner.level - 1);
    }

    /** Notes where the field's values go - a column, or rows of a nested table - and that two such fields contest it. */
    void feeds(TablePlan table, Field field, String place) {
        List<Field> feeders = table.feeders.computeIfAbsent(place, c -> new ArrayList<>());
        if (field.ignored || feeders.contains(field)) {
            return;
        }
        feeders.add(field);
        if (feeders.size() > 1) {
            feeders.forEach(f -> f.contested = true);
            collisions.put(
                    table.name + "." + place,
                    new Collision(
                            table.name,
                            field.column,
                            feeders.stream().map(f -> f.path).toList()));
        }
    }

    /** The nested table for lists under {@code key} (contract 1.2, 1.5). */
    TablePlan nested(TablePlan table, ObjectPlan owner, String key) {
        List<String> fragments = new ArrayList<>(table.fragments);
        fragments.addAll(owner.fragments);
        fragments.add(normalised(key));
        String name = naming.join(fragments);
        return plan.adopt(
                name, index -> new TablePlan(index, name, fragments, table.index, table.keepsRootId, owner.level - 1));
    }

    /** The column of that name; where there is none it comes to be, as hinted, else with {@code type}. */
    int column(TablePlan table, String name, DataType type) {
        int at = table.find(name);
        if (at != Field.NONE) {
            return at;
        }
        ColumnHint hint = hint(table, name);
        return table.add(new Column(
                name,
                hint.type().orElse(type),
                isNullable(table, name),
                hint.precision(),
                hint.scale(),
                table.isRoot() ? roles.getOrDefault(name, Set.of()) : Set.of(),
                hint.zoned().orElse(true)));
    }

    /** What this resource declares; of what it does not speak of, what was declared before. */
    private Set<ColumnRole> rolesOf(Column known) {
        Set<ColumnRole> all = EnumSet.noneOf(ColumnRole.class);
        all.addAll(roles.getOrDefault(known.name(), Set.of()));
        known.roles().stream()
                .filter(role -> roles.values().stream().flatMap(Set::stream).noneMatch(role::isReplacedBy))
                .forEach(all::add);
        return all;
    }

    /** The primary key that a source declares is the resource's where that names none (contract 10). */
    void keyOf(List<Column> declared) {
        if (roles.values().stream().noneMatch(r -> r.contains(ColumnRole.PRIMARY_KEY))) {
            declared.stream().filter(Column::primaryKey).forEach(c -> declare(c.name(), ColumnRole.PRIMARY_KEY));
        }
    }

    /** The same for a column that the source declares: hints go before what it says (contract 10). */
    int column(TablePlan table, String name, Column declared) {
        int at = table.find(name);
        if (at != Field.NONE) {
            return at;
        }
        ColumnHint hint = hint(table, name);
        DataType type = hint.type().orElse(declared.type());
        boolean width = type == declared.type()
                && hint.precision().isEmpty()
                && hint.scale().isEmpty();
        return table.add(new Column(
                name,
                type,
                hint.nullable().orElse(declared.nullable() && !isKey(name)),
                width ? declared.precision() : hint.precision(),
                width ? declared.scale() : hint.scale(),
                roles.getOrDefault(name, Set.of()),
                hint.zoned().orElse(declared.zoned())));
    }

    private ColumnHint hint(TablePlan table, String column) {
        return table.isRoot() ? Optional.ofNullable(hints.get(column)).orElse(ColumnHint.NONE) : ColumnHint.NONE;
    }

    /** As the column is; before it comes to be, as hinted: keys are not (contract 3.5). */
    private boolean isNullable(TablePlan table, String column) {
        int at = table.find(column);
        if (at != Field.NONE) {
            return table.columns.get(at).nullable();
        }
        return hint(table, column).nullable().orElse(!(table.isRoot() && isKey(column)));
    }

    int require(TablePlan table, String name, DataType type) {
        int at = table.find(name);
        return at != Field.NONE ? at : table.add(Column.required(name, type));
    }

    /** The columns that tie rows together, after those of the table's first row (contract 2.1). */
    void systemColumns(TablePlan table) {
        if (table.isRoot()) {
            require(table, Column.LOAD_ID, DataType.TEXT);
        } else {
            if (table.keepsRootId) {
                require(table, Column.ROOT_ID, DataType.TEXT);
            }
            require(table, Column.PARENT_ID, DataType.TEXT);
            require(table, Column.LIST_INDEX, DataType.BIGINT);
        }
        require(table, Column.ROW_ID, DataType.TEXT);
    }
}
