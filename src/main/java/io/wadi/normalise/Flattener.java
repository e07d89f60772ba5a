package io.wadi.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a record apart in the order of contract 1.4: the row's own keys first, then its objects from a stack, the last one
 * met first. Columns come to be, and later keys win over earlier ones, in this order.
 */
final class Flattener {
    /** A key of the row with its value, the object that holds it, and the plan of that object. */
    record Leaf(Field field, ObjectPlan owner, ObjectNode holder, String key, JsonNode value) {}

    /** A row in two: the leaves go to columns, the lists to nested tables. */
    record Flat(ObjectPlan row, List<Leaf> leaves, List<Leaf> lists) {}

    /** Finds, or makes, the field of a key. */
    interface Fields {
        /** Empty: nobody knows the key, and it is left alone. */
        Optional<Field> of(ObjectPlan owner, String key, JsonNode value);
    }

    private record Level(ObjectPlan plan, ObjectNode node) {}

    private Flattener() {}

    /** Takes apart a record, or an element of a list, as a row with these keys. */
    static Flat flatten(ObjectPlan rows, JsonNode element, Fields fields) {
        return flatten(rows.of(element.isArray()), row(element), fields);
    }

    private static Flat flatten(ObjectPlan plan, ObjectNode row, Fields fields) {
        Flat flat = new Flat(plan, new ArrayList<>(), new ArrayList<>());
        Deque<Level> stack = new ArrayDeque<>();
        stack.push(new Level(plan, row));
        while (!stack.isEmpty()) {
            Level level = stack.pop();
            for (Map.Entry<String, JsonNode> entry : level.node().properties()) {
                Optional<Field> known = fields.of(level.plan(), entry.getKey(), entry.getValue());
                if (known.isEmpty()) {
                    continue;
                }
                Field field = known.get();
                Leaf leaf = new Leaf(field, level.plan(), level.node(), entry.getKey(), entry.getValue());
                if (field.whole || !entry.getValue().isContainerNode()) {
                    flat.leaves().add(leaf);
                } else if (entry.getValue() instanceof ObjectNode object) {
                    stack.push(new Level(field.object, object));
                } else {
                    flat.lists().add(leaf);
                }
            }
        }
        return flat;
    }

    /** An element of a list as a row: what is no object stands under a key of its own (contract section 2). */
    private static ObjectNode row(JsonNode element) {
        if (element instanceof ObjectNode object) {
            return object;
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        if (!element.isNull()) {
            row.set(element.isArray() ? "list" : "value", element);
        }
        return row;
    }
}
