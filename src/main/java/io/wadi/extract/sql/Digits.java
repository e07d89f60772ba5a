package io.wadi.extract.sql;

import java.util.Optional;

/** How many digits a decimal column declares, and how many of these stand after the point. */
record Digits(int precision, int scale) {
    /** What the destinations hold. */
    private static final int MOST = 38;

    /** How many a decimal of the usual width, decimal(38,9), has before the point (contract 8.1). */
    private static final int USUAL_WHOLE = 29;

    /** PostgreSQL's scale has 11 bits and a sign, which its driver does not know. */
    private static final int SCALES = 1 << 11;

    Digits {
        if (precision <= 0 || scale < 0 || scale > precision) {
            throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
        }
    }

    /** What a driver says of a column; empty where it has no limit of its own, or is no decimal. */
    static Optional<Digits> of(Reading reading, int precision, int scale, Dialect dialect) {
        if (reading != Reading.DECIMAL || precision <= 0) {
            return Optional.empty();
        }
        int signed = dialect == Dialect.POSTGRESQL && scale >= SCALES / 2 ? scale - SCALES : scale;
        return Optional.of(
                signed < 0 ? new Digits(precision - signed, 0) : new Digits(Math.max(precision, signed), signed));
    }

    /** Whether the destinations hold all of them. */
    boolean fits() {
        return precision <= MOST;
    }

    /** What becomes of them: of more than 38, those before the point come first, up to the usual 29. */
    Digits kept() {
        return fits() ? this : new Digits(MOST, Math.min(scale, MOST - Math.min(precision - scale, USUAL_WHOLE)));
    }
}
