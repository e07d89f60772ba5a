package io.wadi.normalise;

import io.wadi.model.Explanation;
import io.wadi.model.SchemaContract;
import io.wadi.model.SchemaContract.Entity;
import io.wadi.model.SchemaContract.Mode;

/** What becomes of something new in the tables of a root table, by its schema contract (contract section 7). */
final class Contracts {
    private static final String SYSTEM_PREFIX = "_dlt";

    private final SchemaContract contract;

    Contracts(SchemaContract contract) {
        this.contract = contract;
    }

    /** Whether anything may ever be refused. */
    boolean refuse() {
        return !contract.equals(SchemaContract.EVOLVE);
    }

    boolean evolveTables() {
        return contract.tables() == Mode.EVOLVE;
    }

    boolean evolveColumns() {
        return contract.columns() == Mode.EVOLVE;
    }

    boolean freezeTables() {
        return contract.tables() == Mode.FREEZE;
    }

    /** @throws Frozen when no table may come to be */
    Mode table(String table, boolean isNew) {
        if (isNew && contract.tables() == Mode.FREEZE) {
            throw new Frozen(
                    table,
                    "",
                    Entity.TABLES,
                    Explanation.of("table " + table + " would be new, and the contract freezes tables")
                            .fix("set contract.tables to evolve to let it come to be, or to discard_row to leave its"
                                    + " rows out"));
        }
        return isNew ? contract.tables() : Mode.EVOLVE;
    }

    /** @throws Frozen when no column may come to be */
    Mode column(TablePlan table, String column, String key) {
        if (table.open || column.startsWith(SYSTEM_PREFIX)) {
            return Mode.EVOLVE;
        }
        if (contract.columns() == Mode.FREEZE) {
            throw new Frozen(
                    table.name,
                    column,
                    Entity.COLUMNS,
                    Explanation.of("table " + table.name + ": column " + column + ", for key " + key
                                    + ", would be new, and the contract freezes columns")
                            .fix("set contract.columns to evolve to let it come to be, to discard_value to leave its"
                                    + " values out, or to discard_row for the rows that have it"));
        }
        return contract.columns();
    }

    /** @throws Frozen when no column of another type may come to be */
    Mode type(TablePlan table, Field field, String variant) {
        if (contract.dataType() == Mode.FREEZE) {
            throw new Frozen(
                    table.name,
                    variant,
                    Entity.DATA_TYPE,
                    Explanation.of("table " + table.name + ": a value under key " + field.path + " does not fit column "
                                    + field.column + " of type " + field.type.word() + "; column " + variant
                                    + " would be new, and the contract freezes data_type")
                            .fix("set contract.dataType to evolve to let it come to be, to discard_value to leave such"
                                    + " values out, or to discard_row for the rows that have one"));
        }
        return contract.dataType();
    }
}
