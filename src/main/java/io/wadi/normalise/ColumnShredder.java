package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.DataType;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import io.wadi.normalise.Discarded.Why;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns pages of typed columns into rows of the root table. The source's columns count as hinted with their types, so they
 * come to be first, in the source's order (contract 10). Vectors are taken over whole where source and table agree; else
 * each value is coerced, or goes to a variant column. For the thread that learns.
 */
final class ColumnShredder {
    private final TablePlan root;
    private final Growth growth;
    private final Links links;
    private final Narrowings narrowings;
    private final Discards discards = new Discards();
    private List<Column> known = List.of();
    /** The known columns that feed one of the table's, by position: of those that share one only the last. */
    private Map<Integer, Field> fields = Map.of();

    ColumnShredder(TablePlan root, Growth growth, Links links, Narrowings narrowings) {
        this.root = root;
        this.growth = growth;
        this.links = links;
        this.narrowings = narrowings;
    }

    /**
     * @param first the number of the page's first row within the resource
     * @throws TerminalFailure when a value has no place
     */
    TableRows shred(ColumnPage page, long first) {
        discards.forget();
        if (!page.columns().equals(known)) {
            materialise(page);
        }
        BitSet kept = kept(page);
        return shred(KeptRows.of(page, kept), kept, first);
    }

    /** An empty page asks for the table to exist, with its columns. */
    void materialise(ColumnPage page) {
        try {
            learn(page.columns());
        } catch (Frozen e) {
            throw e.at(page.origin().of(0));
        }
    }

    /** @param kept the numbers of the page's rows before others were left out */
    private TableRows shred(ColumnPage page, BitSet kept, long first) {
        TableRows rows = new TableRows(root);
        rows.rows = page.records();
        Map<Integer, Field> others = new LinkedHashMap<>();
        Map<Integer, Field> keys = new LinkedHashMap<>(fields);
        keys.values().removeIf(field -> field.keyPart == Field.NONE);
        fields.forEach((source, field) -> {
            if (field.rowId || field.index == Field.NONE || !TypeAgreement.of(page, source, field)) {
                others.put(source, field);
            } else {
                rows.vectors.set(field.index, page.rows().vectors().get(source));
            }
        });
        int number = kept.nextSetBit(0);
        for (int row = 0; row < page.records(); row++, number = kept.nextSetBit(number + 1)) {
            try {
                for (Map.Entry<Integer, Field> key : keys.entrySet()) {
                    rows.key(key.getValue().keyPart, row, stored(page, key.getKey(), row));
                }
                for (Map.Entry<Integer, Field> other : others.entrySet()) {
                    value(
                            page.columns().get(other.getKey()),
                            page.value(other.getKey(), row),
                            other.getValue(),
                            rows,
                            row);
                }
                if (root.ids == RootIds.CONTENT) {
                    links.content(content(page, row));
                }
                links.root(rows, row, first + number);
            } catch (CannotCoerce e) {
                throw e.at(page.origin().of(number));
            }
        }
        rows.pad();
        return rows;
    }

    private void learn(List<Column> columns) {
        growth.prepare(root, columns);
        growth.open(root);
        Map<String, Integer> winners = new LinkedHashMap<>();
        List<Field> all = new ArrayList<>();
        for (Column column : columns) {
            Field field = field(column);
            winners.put(field.column, all.size());
            all.add(field);
        }
        fields = new LinkedHashMap<>();
        for (int source : winners.values()) {
            if (!all.get(source).ignored) {
                fields.put(source, all.get(source));
            }
        }
        growth.begin(root);
        growth.systemColumns(root);
        growth.changed();
        known = columns;
    }

    private Field field(Column column) {
        int at = root.root.find(column.name());
        Field field = at >= 0 ? root.root.field(at) : growth.field(root.root, column.name());
        if (!field.ignored) {
            growth.nesting().feeds(root.root, field, field.column);
        }
        if (field.rowId) {
            growth.require(root, Column.ROW_ID, DataType.TEXT);
        } else if (!field.ignored && growth.admits(root, field)) {
            int to = growth.column(root, field.column, column);
            field.goesTo(to, root.columns.get(to));
            field.required = !field.target.nullable();
        }
        return field;
    }

    /** The row as dlt spools it, which its id is then made from (contract 2.2). */
    private String content(ColumnPage page, int row) {
        Map<String, String> values = new TreeMap<>(CanonicalJson::compareKeys);
        for (int i = 0; i < page.columns().size(); i++) {
            String name = page.columns().get(i).name();
            if (!name.startsWith("_dlt")) {
                values.put(name, stored(page, i, row));
            }
        }
        return CanonicalJson.object(values);
    }

    private static String stored(ColumnPage page, int column, int row) {
        return page.value(column, row)
                .map(value -> TypedJson.stored(value, page.columns().get(column)))
                .orElse("null");
    }

    private void value(Column source, Optional<Value> given, Field field, TableRows rows, int row) {
        if (given.filter(ColumnShredder::isSomething).isEmpty()) {
            Cells.refuseNull(field, rows);
            return;
        }
        Value value = given.get();
        if (field.rowId) {
            rows.givenIds.padTo(row);
            Cells.append(rows.givenIds, Coercion.coerce(value, field.target).orElseThrow());
            return;
        }
        if (field.index == Field.NONE) {
            discards.value(root, field, Why.NEW_COLUMN);
            return;
        }
        Optional<Value> fitting = Coercion.coerce(value, field.target);
        int at = fitting.isPresent() ? field.index : variant(source, field, value, rows);
        if (at == Field.NONE) {
            discards.value(root, field, Why.OTHER_TYPE);
            return;
        }
        Column column = root.columns.get(at);
        if (rows.isWritten(at, row)) {
            throw Cells.cannotCoerce(value.type(), column.type(), field, root);
        }
        ColumnVector vector = rows.at(at, row);
        Value kept = fitting.or(() -> Coercion.coerce(value, column))
                .orElseThrow(() -> Cells.cannotCoerce(value.type(), column.type(), field, root));
        if (!growth.isAsHinted(root, column)) {
            narrowings.see(root, field, value, kept, column);
        }
        Cells.append(vector, kept);
    }

    /**
     * The column for values of this type that the field's own cannot take; unlike one of JSON's texts it is what it says, and
     * as wide as the source has it.
     */
    private int variant(Column source, Field field, Value value, TableRows rows) {
        int at = field.variants.getOrDefault(value.type(), Field.NONE);
        if (at == Field.NONE) {
            String name = variantName(field, value);
            if (!growth.admits(root, field, value.type(), name)) {
                return at;
            }
            at = value.type() == source.type()
                    ? growth.column(root, name, variant(source, name))
                    : growth.column(root, name, value instanceof Value.BigWhole ? Learner.type(value) : value.type());
            field.variants.put(value.type(), at);
            growth.changed();
            rows.fit();
        }
        return at;
    }

    private static Column variant(Column source, String name) {
        return new Column(name, source.type(), true, source.precision(), source.scale(), Set.of(), source.zoned());
    }

    private String variantName(Field field, Value value) {
        return growth.naming().join(List.of(field.column, "v_" + value.type().word()));
    }

    /** The rows that a contract lets in; without one all. */
    private BitSet kept(ColumnPage page) {
        BitSet kept = new BitSet();
        kept.set(0, page.records());
        if (growth.isGuarded()) {
            fields.forEach((source, field) -> {
                if (field.index != Field.NONE && TypeAgreement.of(page, source, field)) {
                    return;
                }
                for (int row = 0; row < page.records(); row++) {
                    try {
                        Optional<Value> value = kept.get(row)
                                ? page.value(source, row).filter(ColumnShredder::isSomething)
                                : Optional.empty();
                        if (value.isPresent() && !stays(field, value.get())) {
                            kept.clear(row);
                        }
                    } catch (Frozen e) {
                        throw e.at(page.origin().of(row));
                    }
                }
            });
            discards.commit();
        }
        return kept;
    }

    private boolean stays(Field field, Value value) {
        if (field.index == Field.NONE) {
            return field.rowId || left(field.barred, field, Why.NEW_COLUMN);
        }
        String name = variantName(field, value);
        return Coercion.coerce(value, field.target).isPresent()
                || growth.admits(root, field, value.type(), name)
                || left(field.barredTypes.getOrDefault(value.type(), Mode.EVOLVE), field, Why.OTHER_TYPE);
    }

    private boolean left(Mode mode, Field field, Why why) {
        if (mode == Mode.DISCARD_ROW) {
            discards.row(root, field, why);
        }
        return mode != Mode.DISCARD_ROW;
    }

    /** What the last page lost to a contract. */
    List<Discarded> discarded() {
        discards.commit();
        return discards.taken();
    }

    /** JSON's null is null to dlt (contract 2.2). NaN and the infinities stay, as with dlt's columns (pyarrow). */
    private static boolean isSomething(Value value) {
        return !(value instanceof Value.Json json && json.isNull());
    }
}
