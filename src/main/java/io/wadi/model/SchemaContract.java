package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is to happen when records do not fit the tables that are there (contract section 7). */
public record SchemaContract(Mode tables, Mode columns, Mode dataType) {
    /** Everything may grow. */
    public static final SchemaContract EVOLVE = all(Mode.EVOLVE);

    /** What a contract speaks of. */
    public enum Entity {
        TABLES,
        COLUMNS,
        DATA_TYPE;

        /** The word of dlt and of our options. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens to what is new. */
    public enum Mode {
        EVOLVE,
        /** The run fails, and nothing is loaded. */
        FREEZE,
        DISCARD_ROW,
        DISCARD_VALUE;

        /** The word of dlt and of our options. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Mode> of(String word) {
            return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
        }
    }

    public SchemaContract {
        requireNonNull(tables);
        requireNonNull(columns);
        requireNonNull(dataType);
    }

    public static SchemaContract all(Mode mode) {
        return new SchemaContract(mode, mode, mode);
    }
}
