package io.wadi.model;

import static java.util.Objects.requireNonNull;

import io.wadi.model.SchemaContract.Entity;
import io.wadi.model.SchemaContract.Mode;

/** Records do not fit the tables, and the schema contract says that none of them may be loaded (contract section 7). */
public final class ContractViolation extends TerminalFailure {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final String column;
    private final Entity entity;
    private final Mode mode;

    /** @param column empty where a table is meant */
    public ContractViolation(String table, String column, Entity entity, Mode mode, Explanation explanation) {
        super(explanation);
        this.table = requireNonNull(table);
        this.column = requireNonNull(column);
        this.entity = requireNonNull(entity);
        this.mode = requireNonNull(mode);
    }

    public String table() {
        return table;
    }

    public String column() {
        return column;
    }

    public Entity entity() {
        return entity;
    }

    public Mode mode() {
        return mode;
    }
}
