package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.Explanation;
import io.wadi.model.Origin;
import io.wadi.model.RecordBatch;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys that a source has, as values of the columns of a table: so that both can be compared. */
public final class KeyRows {
    private final Table table;
    private final List<String> key;

    /**
     * @param key the names of the table's columns, in the order of the pages'
     * @throws TerminalFailure when the table has no such column
     */
    public KeyRows(Table table, List<String> key) {
        this.table = table;
        this.key = key;
        key.stream()
                .filter(name -> table.columns().stream().noneMatch(c -> c.name().equals(name)))
                .findFirst()
                .ifPresent(missing -> {
                    throw new TerminalFailure(Explanation.of("which rows of table " + table.name()
                                    + " the source no longer has cannot be told: the table has no column " + missing
                                    + " of their key; nothing was loaded")
                            .fix("load the table anew, once with writeDisposition: replace, or say deletedRows: keep"));
                });
    }

    /** In the table's order. */
    public List<Column> columns() {
        return table.columns().stream().filter(c -> key.contains(c.name())).toList();
    }

    /** @throws TerminalFailure when a key cannot be one of the table's */
    public RecordBatch of(ColumnPage page) {
        List<ColumnVector> vectors = new ArrayList<>();
        for (Column column : columns()) {
            vectors.add(vector(page, key.indexOf(column.name()), column));
        }
        return new RecordBatch(page.records(), vectors);
    }

    private ColumnVector vector(ColumnPage page, int source, Column column) {
        if (TypeAgreement.of(page, source, column, false)) {
            return page.rows().vectors().get(source);
        }
        ColumnVector vector = new ColumnVector(ColumnVector.Storage.of(column));
        for (int row = 0; row < page.records(); row++) {
            Optional<Value> given = page.value(source, row);
            if (given.isEmpty()) {
                vector.appendNull();
                continue;
            }
            Value fitting =
                    Coercion.coerce(given.get(), column).orElseThrow(() -> unlike(given.get(), column, page.origin()));
            Cells.append(vector, fitting);
        }
        return vector;
    }

    private TerminalFailure unlike(Value value, Column column, Origin origin) {
        return new TerminalFailure(
                Explanation.of("a key of type " + value.type().word()
                                + " cannot be compared with column " + column.name() + " of table " + table.name()
                                + ", which is "
                                + column.type().word() + "; nothing was loaded")
                        .at(origin.what())
                        .fix("load the table anew, once with writeDisposition: replace, or say deletedRows: keep"));
    }
}
