package io.wadi.normalise;

/** A record holds something that the plan does not know yet. A signal within the station, never an error. */
@SuppressWarnings("StaticAssignmentOfThrowable") // without a stack or a state, one will do
final class Surprise extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Something new: a key, a type, a table. */
    static final Surprise UNKNOWN = new Surprise();
    /** Something for whose sake a contract leaves out a row. */
    static final Surprise BARRED = new Surprise();
    /** Two values for one column. */
    static final Surprise COLLISION = new Surprise();

    private Surprise() {
        super("", null, false, false);
    }
}
