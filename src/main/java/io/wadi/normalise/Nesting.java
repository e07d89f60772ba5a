package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.SchemaContract.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How a plan grows downwards, for one resource: objects within a row, tables for lists, and keys that meet in one place. */
final class Nesting {
    /** As many as dlt opens where nothing is said. */
    private static final int LEVELS = 1000;

    private final Plan plan;
    private final Naming naming;
    private final Function<TablePlan, Declared> declared;
    private final Map<String, Collision> collisions;

    Nesting(Plan plan, Naming naming, Function<TablePlan, Declared> declared, Map<String, Collision> collisions) {
        this.plan = plan;
        this.naming = naming;
        this.declared = declared;
        this.collisions = collisions;
    }

    boolean isJson(TablePlan table, Field field) {
        int at = table.find(field.column);
        return at != Field.NONE && table.columns.get(at).type() == DataType.JSON;
    }

    ObjectPlan opened(ObjectPlan owner, Field field, String key) {
        return new ObjectPlan(owner.table, fragments(owner.fragments, key), field.path, owner.level - 1);
    }

    private List<String> fragments(List<String> above, String key) {
        List<String> fragments = new ArrayList<>(above);
        fragments.add(naming.key(key));
        return fragments;
    }

    /** Notes where the field's values go - a column, or a list's place - and that two such fields of a row contest it. */
    void feeds(ObjectPlan row, Field field, String place) {
        List<Field> feeders = row.feeders.computeIfAbsent(place, c -> new ArrayList<>());
        if (feeders.contains(field)) {
            return;
        }
        feeders.add(field);
        if (feeders.size() > 1) {
            feeders.forEach(f -> f.contested = true);
            collisions.put(
                    row.table.name + "." + place,
                    new Collision(
                            row.table.name,
                            field.column,
                            feeders.stream().map(f -> f.path).toList()));
        }
    }

    /**
     * Finds the nested table for lists under {@code key} (contract 1.2, 1.5), unless a contract lets none come to be. Other
     * tables' lists may go there, too; it stays below the one that was first.
     */
    void nest(Field field, ObjectPlan owner, String key) {
        TablePlan table = owner.table;
        List<String> fragments = new ArrayList<>(table.fragments);
        fragments.addAll(fragments(owner.fragments, key));
        String name = naming.join(fragments);
        TablePlan known = plan.find(name);
        Mode mode = declared.apply(known.isAnothersRoot() ? known : table)
                .contracts
                .table(name, known == TablePlan.NONE || !known.seenData);
        if (mode != Mode.EVOLVE) {
            field.barredTable = Optional.of(new Discarded(name, "", Discarded.Why.NEW_TABLE, mode, 1));
            return;
        }
        field.barredTable = Optional.empty();
        requireIds(known.isAnothersRoot() ? known : table, field, known.isAnothersRoot());
        int parent = known == TablePlan.NONE ? table.index : known.parent;
        field.rows = owner.below(
                known.isAnothersRoot()
                        ? plan.adopt(
                                name, i -> new TablePlan(i, name, List.of(name), parent, known.keepsRootId, LEVELS))
                        : plan.adopt(
                                name,
                                i -> new TablePlan(
                                        i, name, fragments, parent, table.keepsRootId, owner.rowLevel() - 1)));
    }

    /** Nested rows are tied to their parents by ids; a root table that lists feed gets no records to make versions of. */
    private void requireIds(TablePlan table, Field field, boolean anothersRoot) {
        if (anothersRoot && declared.apply(table).keepsVersions()) {
            throw new CannotCoerce(Explanation.of("the list under key " + field.path + " would become rows of table "
                            + table.name + ", and merge strategy scd2 takes whole records only")
                    .fix("load that table under another name, or by another strategy"));
        }
        if (!anothersRoot && table.find(Column.ROW_ID) == Field.NONE) {
            throw new CannotCoerce(Explanation.of("the list under key " + field.path
                            + " would become a nested table, whose rows need the _dlt_id of table " + table.name)
                    .fix("leave addRowId out; or set maxNesting: 0, and lists stay in their column as json"));
        }
    }
}
