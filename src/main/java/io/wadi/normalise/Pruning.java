package io.wadi.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.model.Value;
import io.wadi.normalise.Discarded.Why;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the rows out of a record that a contract does not let in, with all below them (contract section 7). What is taken out
 * leaves a hole - a NaN, which no JSON has - so that the places in lists keep counting.
 */
final class Pruning {
    private static final JsonNode HOLE = DoubleNode.valueOf(Double.NaN);

    private final Discards discards;
    private boolean changed;

    private Pruning(Discards discards) {
        this.discards = discards;
    }

    /** The record without these rows; where there are none it is the record itself. */
    static byte[] prune(ObjectPlan root, byte[] record, Discards discards) throws IOException {
        JsonNode tree = Collisions.read(record);
        Pruning pruning = new Pruning(discards);
        if (tree instanceof ArrayNode rows) {
            pruning.rows(root, rows);
        } else if (!pruning.stays(root, tree)) {
            tree = HOLE;
        }
        return pruning.changed ? Collisions.write(tree) : record;
    }

    static boolean isHole(JsonNode node) {
        return node.isDouble() && Double.isNaN(node.doubleValue());
    }

    private void rows(ObjectPlan keys, ArrayNode rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (!isHole(rows.get(i)) && !stays(keys, rows.get(i))) {
                rows.set(i, HOLE);
            }
        }
    }

    private boolean stays(ObjectPlan keys, JsonNode element) {
        if (keys == TablePlan.NO_OBJECT || isHole(element)) {
            return true;
        }
        Flattener.Flat flat = Flattener.flatten(keys, element, Collisions::known);
        Map<String, Flattener.Leaf> byColumn = new LinkedHashMap<>();
        flat.leaves().forEach(leaf -> byColumn.put(leaf.field().column, leaf));
        for (Flattener.Leaf leaf : byColumn.values()) {
            Optional<Why> why = violated(leaf);
            if (why.isPresent()) {
                discards.row(keys.table, leaf.field(), why.get());
                changed = true;
                return false;
            }
        }
        for (Flattener.Leaf list : flat.lists()) {
            if (list.field().barredTable.isEmpty()) {
                rows(list.field().rows, (ArrayNode) list.value());
            }
        }
        return true;
    }

    private static Optional<Why> violated(Flattener.Leaf leaf) {
        Field field = leaf.field();
        Optional<Value> value = Learner.value(leaf.value());
        if (field.ignored || field.rowId || value.isEmpty()) {
            return Optional.empty();
        }
        if (field.index == Field.NONE) {
            return field.barred == Mode.DISCARD_ROW ? Optional.of(Why.NEW_COLUMN) : Optional.empty();
        }
        return field.barredTypes.get(value.get().type()) == Mode.DISCARD_ROW
                        && Coercion.coerce(value.get(), field.target).isEmpty()
                ? Optional.of(Why.OTHER_TYPE)
                : Optional.empty();
    }
}
