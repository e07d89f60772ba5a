package io.wadi.normalise;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The known keys of the objects at one place of the source's records, in order of first appearance. */
final class ObjectPlan {
    final TablePlan table;
    /** Normalised keys from the table's row down to here. */
    final List<String> fragments;

    final String path;
    /** How many levels may still be opened below (contract section 2). */
    final int level;

    /** Which keys of a row feed a column, or a list below it; only the plan that learns keeps them. */
    final Map<String, List<Field>> feeders = new HashMap<>();

    private final List<Field> fields = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();

    ObjectPlan(TablePlan table, List<String> fragments, String path, int level) {
        this.table = table;
        this.fragments = List.copyOf(fragments);
        this.path = path;
        this.level = level;
    }

    /** The levels that may be opened below the row. */
    int rowLevel() {
        return level + fragments.size();
    }

    /** The keys of an element of a list as a row: a list in a list costs a level more (contract section 2). */
    ObjectPlan of(boolean list) {
        return list ? table.rows(level - 1) : this;
    }

    /** The keys of the rows that lists here become. */
    ObjectPlan below(TablePlan nested) {
        return nested.rows(rowLevel() - 1);
    }

    boolean keepWhole(String column) {
        boolean news = false;
        for (Field field : fields) {
            news |= field.column.equals(column) && !field.whole;
            field.whole |= field.column.equals(column);
            news |= field.object != TablePlan.NO_OBJECT && field.object.keepWhole(column);
        }
        return news;
    }

    int size() {
        return fields.size();
    }

    Field field(int position) {
        return fields.get(position);
    }

    /** The field's position, or -1. */
    int find(String key) {
        return positions.getOrDefault(key, -1);
    }

    SerializedString key(int position) {
        return fields.get(position).key;
    }

    void add(Field field) {
        positions.put(field.key.getValue(), fields.size());
        fields.add(field);
    }

    ObjectPlan copy(TablePlan owner, Plan into) {
        ObjectPlan copy = new ObjectPlan(owner, fragments, path, level);
        copyInto(copy, into);
        return copy;
    }

    void copyInto(ObjectPlan copy, Plan into) {
        for (Field field : fields) {
            copy.add(field.copy(copy.table, into));
        }
    }
}
