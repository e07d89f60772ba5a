package io.wadi.extract.json;

import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;

/** Who made a JSON text, which decides what is to be done when it is none. */
public enum Maker {
    API("check the url: is this where the API answers?"),
    /** The endpoint that was called before ours. */
    ENDPOINT("look at what the step before it leaves: it must be JSON in UTF-8, or values of Java; one value a line is"
            + " format: jsonl, and CSV format: csv"),
    /** A route that a page passed: what it leaves once it leaves again. */
    ROUTE("correct the route: it must leave the records as JSON, or as lists and maps"),
    FILE("correct the file, or say where its records are: dataSelector; one value a line is format: jsonl");

    private final String fix;

    Maker(String fix) {
        this.fix = fix;
    }

    /** @param what the text, for messages */
    TerminalFailure notJson(String what, String why) {
        return new TerminalFailure(Explanation.of(what + " is not JSON: " + why).fix(fix));
    }

    /** It is not there to its end: another time it may be. */
    Failure incomplete(String how) {
        Explanation told = Explanation.of(how);
        return switch (this) {
            case API -> new TransientFailure(told);
            case ENDPOINT -> new TransientFailure(told.fix(fix));
            case ROUTE, FILE -> new TerminalFailure(told.fix(fix));
        };
    }
}
