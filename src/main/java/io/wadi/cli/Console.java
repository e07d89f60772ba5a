package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import java.io.PrintStream;
import java.util.List;

/** Where the command line writes: results to one stream, progress and failures to the other. */
final class Console {
    static final int DONE = 0;
    static final int FAILED = 1;
    /** Usage, or configuration that cannot be used. */
    static final int INVALID = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final OutputOptions options;
    private final boolean terminal;

    /** @param terminal whether {@code err} is looked at by a person: lines may be drawn over */
    Console(PrintStream out, PrintStream err, OutputOptions options, boolean terminal) {
        this.out = out;
        this.err = err;
        this.options = options;
        this.terminal = terminal;
    }

    boolean isTerminal() {
        return terminal && !options.json && !options.quiet;
    }

    boolean isSilent() {
        return options.quiet || options.json;
    }

    boolean isJson() {
        return options.json;
    }

    PrintStream progress() {
        return err;
    }

    /** A line of the result, unless only JSON or nothing is wanted. */
    void line(String text) {
        if (!isSilent()) {
            out.println(text);
        }
    }

    /** A line beside the result: what happens on the way. */
    void note(String text) {
        if (!isSilent()) {
            err.println("  " + text);
        }
    }

    void json(ObjectNode document) {
        if (options.json && !options.quiet) {
            out.println(document);
        }
    }

    /** Says what went wrong; the exit code to end with. */
    int failed(Failure failure, String safe) {
        List<Explanation> problems = failure instanceof ConfigurationFailure configuration
                ? configuration.problems()
                : List.of(failure.explanation());
        if (options.json) {
            out.println(ReportJson.failure(failure, problems, safe));
        } else {
            problems.forEach(problem -> err.print(FailureText.of(problem)));
            if (!safe.isEmpty()) {
                err.println("  safe   " + safe);
            }
        }
        if (options.verbose) {
            failure.printStackTrace(err);
        }
        return failure instanceof ConfigurationFailure ? INVALID : FAILED;
    }

    /** Says that Wadi itself failed. */
    int broke(Throwable defect) {
        err.println("✗ Wadi failed in a way it should not: " + defect);
        err.println("  fix    run again with --verbose and report what it prints");
        if (options.verbose) {
            defect.printStackTrace(err);
        }
        return FAILED;
    }
}
