package io.wadi.normalise;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides a record in which several keys claim one column: the last in processing order wins, also when it is null
 * (contract 1.4).
 */
final class Collisions {
    /** Keeps the digits of numbers: no double holds 1e400, and what is kept whole stays as it is. */
    private static final JsonMapper JSON = JsonMapper.builder(Limits.factory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // The holes of Pruning.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectReader STRICT = JSON.reader(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Collisions() {}

    static JsonNode read(byte[] record) throws IOException {
        return JSON.readTree(record);
    }

    static byte[] write(JsonNode record) throws IOException {
        return JSON.writeValueAsBytes(record);
    }

    /** The record without the losers; where there are none it is the record itself, to the byte. */
    static byte[] resolve(ObjectPlan root, byte[] record) throws IOException {
        JsonNode tree = JSON.readTree(record);
        boolean changed = false;
        if (tree.isArray()) {
            for (JsonNode element : tree) {
                changed |= row(root, element);
            }
        } else {
            changed = row(root, tree);
        }
        return changed ? JSON.writeValueAsBytes(tree) : record;
    }

    /** The record with each key of an object once: the last one, as Python reads it. */
    static byte[] once(byte[] record) throws IOException {
        try {
            STRICT.readTree(record);
            return record;
        } catch (MismatchedInputException e) {
            return JSON.writeValueAsBytes(JSON.readTree(record));
        }
    }

    private static boolean row(ObjectPlan rows, JsonNode element) {
        if (rows == TablePlan.NO_OBJECT || Pruning.isHole(element)) {
            return false;
        }
        Flattener.Flat flat = Flattener.flatten(rows, element, Collisions::known);
        Map<String, Flattener.Leaf> lists = new HashMap<>();
        boolean changed = removeLosers(flat.leaves(), field -> field.column, new HashMap<>());
        changed |= removeHidden(flat.leaves());
        changed |= removeLosers(flat.lists(), field -> field.place, lists);
        for (Flattener.Leaf list : lists.values()) {
            for (JsonNode child : list.value()) {
                changed |= row(list.field().rows, child);
            }
        }
        return changed;
    }

    private static boolean removeLosers(
            List<Flattener.Leaf> leaves, Function<Field, String> contested, Map<String, Flattener.Leaf> winners) {
        boolean removed = false;
        for (Flattener.Leaf leaf : leaves) {
            Flattener.Leaf loser = winners.put(contested.apply(leaf.field()), leaf);
            if (loser != null) {
                loser.holder().remove(loser.key());
                removed = true;
            }
        }
        return removed;
    }

    /** A key may be called like the variant column to which another's value goes; there null does not win. */
    private static boolean removeHidden(List<Flattener.Leaf> leaves) {
        Map<Integer, Flattener.Leaf> winners = new HashMap<>();
        boolean removed = false;
        for (Flattener.Leaf leaf : leaves) {
            int to = leaf.holder().has(leaf.key()) ? column(leaf) : Field.NONE;
            Flattener.Leaf loser = to == Field.NONE ? null : winners.put(to, leaf);
            if (loser != null) {
                loser.holder().remove(loser.key());
                removed = true;
            }
        }
        return removed;
    }

    /** Where the value goes; {@link Field#NONE} when it is null, or nothing is known of it. */
    private static int column(Flattener.Leaf leaf) {
        Field field = leaf.field();
        Optional<Value> value = Learner.value(leaf.value());
        if (field.ignored || field.rowId || field.index == Field.NONE || value.isEmpty()) {
            return Field.NONE;
        }
        return Coercion.coerce(value.get(), field.target).isPresent()
                ? field.index
                : field.variants.getOrDefault(value.get().type(), Field.NONE);
    }

    static Optional<Field> known(ObjectPlan owner, String key, JsonNode value) {
        int at = owner.find(key);
        boolean unopened = at >= 0
                && value instanceof ObjectNode
                && owner.field(at).object == TablePlan.NO_OBJECT
                && !owner.field(at).whole;
        return at < 0 || unopened ? Optional.empty() : Optional.of(owner.field(at));
    }
}
