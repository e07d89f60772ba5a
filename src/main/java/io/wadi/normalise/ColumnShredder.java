package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.DataType;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns pages of typed columns into rows of the root table. The source's columns count as hinted with their types, so they
 * come to be first, in the source's order (contract 10). Vectors are taken over whole where source and table agree; else
 * each value is coerced, or goes to a variant column. For the thread that learns.
 */
final class ColumnShredder {
    private final TablePlan root;
    private final Growth growth;
    private final Links links;
    private List<Column> known = List.of();
    /** The known columns that feed one of the table's, by position: of those that share one only the last. */
    private Map<Integer, Field> fields = Map.of();

    ColumnShredder(TablePlan root, Growth growth, Links links) {
        this.root = root;
        this.growth = growth;
        this.links = links;
    }

    /**
     * @param first the number of the page's first row within the resource
     * @throws TerminalFailure when a value has no place
     */
    TableRows shred(ColumnPage page, long first) {
        if (!page.columns().equals(known)) {
            learn(page.columns());
        }
        TableRows rows = new TableRows(root);
        rows.rows = page.records();
        Map<Integer, Field> others = new LinkedHashMap<>();
        fields.forEach((source, field) -> {
            if (field.rowId || !TypeAgreement.of(page, source, field)) {
                others.put(source, field);
            } else {
                rows.vectors.set(field.index, page.rows().vectors().get(source));
            }
        });
        for (int row = 0; row < page.records(); row++) {
            try {
                for (Map.Entry<Integer, Field> other : others.entrySet()) {
                    value(page.value(other.getKey(), row), other.getValue(), rows, row);
                }
                links.root(rows, row, first + row);
            } catch (CannotCoerce e) {
                throw new TerminalFailure(e.explanation().at(page.origin().of(row)), e);
            }
        }
        rows.pad();
        return rows;
    }

    private void learn(List<Column> columns) {
        growth.keyOf(columns);
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
        growth.feeds(root, field, field.column);
        if (field.rowId) {
            growth.require(root, Column.ROW_ID, DataType.TEXT);
        } else if (!field.ignored) {
            int to = growth.column(root, field.column, column);
            field.goesTo(to, root.columns.get(to));
            field.required = !field.target.nullable();
        }
        return field;
    }

    private void value(Optional<Value> given, Field field, TableRows rows, int row) {
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
        Optional<Value> fitting = Coercion.coerce(value, field.target);
        int at = fitting.isPresent() ? field.index : variant(field, value, rows);
        Column column = root.columns.get(at);
        if (rows.isWritten(at, row)) {
            throw Cells.cannotCoerce(value.type(), column.type(), field, root);
        }
        ColumnVector vector = rows.at(at, row);
        Cells.append(
                vector,
                fitting.or(() -> Coercion.coerce(value, column))
                        .orElseThrow(() -> Cells.cannotCoerce(value.type(), column.type(), field, root)));
    }

    /** The column for values of this type that the field's own cannot take; unlike one of JSON's texts it is what it says. */
    private int variant(Field field, Value value, TableRows rows) {
        int at = field.variants.getOrDefault(value.type(), Field.NONE);
        if (at == Field.NONE) {
            String name = growth.naming()
                    .join(List.of(field.column, "v_" + value.type().word()));
            at = growth.column(root, name, value instanceof Value.BigWhole ? Learner.type(value) : value.type());
            field.variants.put(value.type(), at);
            growth.changed();
            rows.fit();
        }
        return at;
    }

    /** JSON's null and what no JSON number can be are null to dlt (contract 2.2, 13 point 2). */
    private static boolean isSomething(Value value) {
        return !(value instanceof Value.Json json && json.isNull())
                && !(value instanceof Value.Real real && !Double.isFinite(real.value()));
    }
}
