package io.wadi.normalise;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.model.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a plan grow by a record that surprised: its keys become fields, its first non-null values decide the types of new
 * columns, and columns come to be in the order of the contract (sections 1.4, 2, 3). The one place where tables change.
 */
final class Learner implements Shredder.Learning {
    /** Reads the holes of {@link Pruning}, too. */
    private static final ObjectMapper JSON = JsonMapper.builder(Limits.factory())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Growth growth;
    private final Nesting nesting;
    private final TablePlan root;

    Learner(Growth growth, TablePlan root) {
        this.growth = growth;
        this.nesting = growth.nesting();
        this.root = root;
    }

    @Override
    public boolean learn(byte[] record) throws IOException {
        requireWholeKeys(record);
        JsonNode tree = JSON.readTree(record);
        if (tree.isArray()) {
            tree.forEach(element -> row(root.root, element));
        } else {
            row(root.root, tree);
        }
        growth.changed();
        return true;
    }

    /** A key that is escaped may be half a character, which no column's name can be: dlt refuses it, too. */
    private static void requireWholeKeys(byte[] record) throws IOException {
        try (JsonParser parser = JSON.createParser(record)) {
            while (parser.nextToken() != null) {
                String key = parser.currentName();
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && !StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
                    throw new JsonParseException(
                            parser, "a key holds half a surrogate pair, which UTF-8 has no bytes for");
                }
            }
        }
    }

    private void row(ObjectPlan rows, JsonNode element) {
        if (Pruning.isHole(element)) {
            return;
        }
        TablePlan table = rows.table;
        growth.begin(table);
        Flattener.Flat flat = Flattener.flatten(rows, element, this::field);
        Map<String, Flattener.Leaf> byColumn = new LinkedHashMap<>();
        for (Flattener.Leaf leaf : flat.leaves()) {
            if (!leaf.field().ignored) {
                nesting.feeds(flat.row(), leaf.field(), leaf.field().column);
            }
            byColumn.put(leaf.field().column, leaf);
        }
        boolean stays = true;
        for (Flattener.Leaf leaf : byColumn.values()) {
            stays &= leaf(table, leaf);
        }
        growth.systemColumns(table);
        if (!stays) {
            return;
        }
        Map<String, Flattener.Leaf> lists = new LinkedHashMap<>();
        for (Flattener.Leaf list : flat.lists()) {
            nesting.feeds(flat.row(), list.field(), list.field().place + "[]");
            lists.put(list.field().place, list);
        }
        for (Flattener.Leaf list : lists.values()) {
            if (!list.value().isEmpty()) {
                nesting.nest(list.field(), list.owner(), list.key());
                if (list.field().barredTable.isEmpty()) {
                    list.value().forEach(child -> row(list.field().rows, child));
                }
            }
        }
    }

    private Optional<Field> field(ObjectPlan owner, String key, JsonNode value) {
        int at = owner.find(key);
        Field field = at >= 0 ? owner.field(at) : growth.field(owner, key);
        field.whole |= nesting.isJson(owner.table, field);
        if (value.isObject() && !field.whole && field.object == TablePlan.NO_OBJECT) {
            field.object = nesting.opened(owner, field, key);
        }
        return Optional.of(field);
    }

    /** @return whether the row may stay in the table, as far as this value goes */
    private boolean leaf(TablePlan table, Flattener.Leaf leaf) {
        Field field = leaf.field();
        Optional<Value> value = value(leaf.value());
        if (field.ignored || value.isEmpty()) {
            return true;
        }
        if (field.rowId) {
            growth.require(table, Column.ROW_ID, DataType.TEXT);
            return true;
        }
        if (!growth.admits(table, field)) {
            return field.barred != Mode.DISCARD_ROW;
        }
        int to = growth.column(table, field.column, type(value.get()));
        field.goesTo(to, table.columns.get(to));
        if (Coercion.coerce(value.get(), field.target).isPresent()) {
            return true;
        }
        DataType given = value.get().type();
        String variant = growth.naming().join(List.of(field.column, "v_" + given.word()));
        if (!growth.admits(table, field, given, variant)) {
            return field.barredTypes.get(given) != Mode.DISCARD_ROW;
        }
        int at = growth.column(table, variant, type(value.get()));
        if (Coercion.coerce(value.get(), table.columns.get(at)).isEmpty()) {
            throw Cells.cannotCoerce(given, table.columns.get(at).type(), field, table);
        }
        field.variants.put(given, at);
        return true;
    }

    /** Empty: null, or a number that no double holds, which tells nothing of a type. */
    static Optional<Value> value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Optional.of(new Value.Text(node.textValue()));
            case BOOLEAN -> Optional.of(new Value.Bool(node.booleanValue()));
            case NUMBER -> number(node);
            case OBJECT, ARRAY -> Optional.of(new Value.Json(node.toString()));
            case NULL -> Optional.empty();
            default -> throw new IllegalStateException("no JSON value: " + node.getNodeType());
        };
    }

    private static Optional<Value> number(JsonNode node) {
        if (node.isBigInteger()) {
            return Optional.of(new Value.BigWhole(node.bigIntegerValue()));
        }
        if (node.isIntegralNumber()) {
            return Optional.of(new Value.Whole(node.longValue()));
        }
        return Double.isFinite(node.doubleValue()) ? Optional.of(new Value.Real(node.doubleValue())) : Optional.empty();
    }

    /** The type that a column takes from its first value (contract section 3). */
    static DataType type(Value value) {
        if (value instanceof Value.Text text) {
            byte[] utf8 = text.value().getBytes(StandardCharsets.UTF_8);
            return IsoTime.detect(utf8, 0, utf8.length) == IsoTime.NONE ? DataType.TEXT : DataType.TIMESTAMP;
        }
        if (value instanceof Value.BigWhole whole) {
            // Point 1 of contract section 13: dlt takes bigint, and the load fails; a wei column holds 38 digits.
            return whole.value().abs().toString().length() <= 38 ? DataType.WEI : DataType.TEXT;
        }
        return value.type();
    }
}
