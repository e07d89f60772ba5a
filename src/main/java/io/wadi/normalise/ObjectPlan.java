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
