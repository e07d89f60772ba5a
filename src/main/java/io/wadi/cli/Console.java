package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.run.Voice;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/** Where the command line writes: results to one stream, progress and failures to the other. */
final class Console {
    private static final String OVER = "\u001b[1A\u001b[2K";

    static final int DONE = 0;
    static final int FAILED = 1;
    /** Usage, or configuration that cannot be used. */
    static final int INVALID = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final OutputOptions options;
    private final boolean terminal;
    /** How many lines of progress stand below all others, to be drawn over. */
    private int drawn;

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

    /** Whether anybody wants to know how far things are. */
    boolean tellsProgress() {
        return !isSilent() || logsJson();
    }

    private boolean logsJson() {
        return options.logFormat == LogFormat.JSON && !options.quiet;
    }

    boolean isJson() {
        return options.json;
    }

    /** Lines that say how far a run is: on a terminal in the place of those before, and below all that is said since. */
    synchronized void progress(List<String> lines) {
        if (logsJson()) {
            lines.forEach(line -> note(line.strip()));
            return;
        }
        StringBuilder text = new StringBuilder(OVER.repeat(drawn));
        lines.forEach(line -> text.append(about(line)).append(System.lineSeparator()));
        err.print(text);
        err.flush();
        drawn = isTerminal() ? lines.size() : 0;
    }

    /** Takes away what was drawn. */
    synchronized void endProgress() {
        err.print(OVER.repeat(drawn));
        err.flush();
        drawn = 0;
    }

    /** A line of the result, unless only JSON or nothing is wanted. */
    void line(String text) {
        if (!isSilent()) {
            out.println(text);
        }
    }

    /** A line beside the result: what happens on the way. */
    void note(String text) {
        note("INFO", text);
    }

    synchronized void note(String level, String text) {
        endProgress();
        if (logsJson()) {
            err.println(LogLine.json(Instant.now(), level, text));
        } else if (!isSilent()) {
            err.println(about((level.equals("INFO") ? "" : level + " ") + text));
        }
    }

    private static String about(String text) {
        return "  " + Voice.current().map(voice -> voice.brief() + "  ").orElse("") + text;
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
            ObjectNode document = ReportJson.failure(failure, problems, safe);
            Voice.current().ifPresent(voice -> document.put("run", voice.run()).put("pipeline", voice.pipeline()));
            out.println(document);
        } else {
            problems.forEach(problem -> err.print(FailureText.of(problem)));
            if (!safe.isEmpty()) {
                err.println("  safe   " + safe);
            }
            Voice.current().ifPresent(voice -> err.println("  run    " + voice.run() + " of " + voice.pipeline()));
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
