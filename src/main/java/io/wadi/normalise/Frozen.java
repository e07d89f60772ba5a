package io.wadi.normalise;

import io.wadi.model.ContractViolation;
import io.wadi.model.Explanation;
import io.wadi.model.SchemaContract.Entity;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.model.TerminalFailure;

/** Something new, where the schema contract freezes what is there. */
final class Frozen extends CannotCoerce {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final String column;
    private final Entity entity;

    Frozen(String table, String column, Entity entity, Explanation explanation) {
        super(explanation);
        this.table = table;
        this.column = column;
        this.entity = entity;
    }

    @Override
    TerminalFailure at(String place) {
        return new ContractViolation(
                table, column, entity, Mode.FREEZE, explanation().at(place));
    }
}
