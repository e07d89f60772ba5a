package io.wadi.normalise;

import io.wadi.model.Explanation;

/** A value has no place: it fits neither its column nor a variant, or is null where the column is not nullable. */
final class CannotCoerce extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Explanation explanation;

    CannotCoerce(Explanation explanation) {
        super(explanation.what());
        this.explanation = explanation;
    }

    Explanation explanation() {
        return explanation;
    }
}
