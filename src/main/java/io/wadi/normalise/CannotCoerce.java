package io.wadi.normalise;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.model.UnfitValue;
import io.wadi.model.UnfitValue.Kind;

/** A value has no place: it fits neither its column nor a variant, or is null where the column is not nullable. */
class CannotCoerce extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient Explanation explanation;

    /** Of a null. */
    CannotCoerce(Explanation explanation) {
        this(Kind.NULL, explanation);
    }

    CannotCoerce(Kind kind, Explanation explanation) {
        super(explanation.what());
        this.kind = kind;
        this.explanation = explanation;
    }

    /** What ends the run, once it is known which record it is. */
    TerminalFailure at(String place) {
        return new UnfitValue(kind, explanation.at(place), this);
    }

    final Explanation explanation() {
        return explanation;
    }
}
