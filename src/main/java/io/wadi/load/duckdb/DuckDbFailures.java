package io.wadi.load.duckdb;

import io.wadi.load.sql.Contended;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB's errors mean. The driver gives neither codes nor states, so its words have to do. */
final class DuckDbFailures {
    private static final Pattern HOLDER = Pattern.compile("lock is held in (.+?) \\(PID (\\d+)\\)");
    private static final String AGAIN = "run again when the other one is done";

    private record Rule(Pattern words, String what, String fix, BiFunction<Explanation, Throwable, Failure> failure) {}

    /** The first whose words begin the message; {@code %s} is the file. */
    private static final List<Rule> RULES = List.of(
            rule(
                    "(IO|TransactionContext|FATAL) Error: .*No space left",
                    "no space left on the disk of %s",
                    "free space, then run again",
                    TransientFailure::new),
            rule(
                    "IO Error: Could not set lock",
                    "%s is held by another process",
                    "close that program, or " + AGAIN,
                    Contended::new),
            // This process reads it, and is done in a moment; or loads into it.
            rule(
                    "(Connection|Resource In Use) Error: .*(different configuration|already attached)",
                    "%s is being loaded or looked at by this process",
                    AGAIN,
                    Contended::new),
            // The last is the row of a pipeline's head, which two set-ups made at once.
            rule(
                    "TransactionContext Error: .*(conflict|Failed to commit: PRIMARY KEY)"
                            + "|Constraint Error: Duplicate key \"pipeline: ",
                    "another load was changing %s",
                    AGAIN,
                    Contended::new),
            rule(
                    "IO Error: .*(not a valid DuckDB database|Could not read enough bytes)",
                    "%s is not a DuckDB database",
                    "name another file; delete this one if nobody needs it",
                    TerminalFailure::new),
            rule(
                    "IO Error: .*(Permission denied|Read-only)",
                    "no right to write %s",
                    "change the rights or name another file",
                    TerminalFailure::new),
            rule(
                    "IO Error: .*(No such file|Not a directory|Is a directory)",
                    "%s cannot be opened as a file",
                    "name a file in a directory that can be written",
                    TerminalFailure::new),
            rule("Invalid URL entry", "%s has a semicolon in its name", "name another file", TerminalFailure::new),
            rule(
                    "Constraint Error: NOT NULL",
                    "a row has no value where %s wants one",
                    "hint the column nullable before its table exists, or correct the source",
                    TerminalFailure::new),
            rule(
                    "(Conversion|Out of Range) Error",
                    "a value does not fit its column in %s",
                    "hint another type, or correct the source",
                    TerminalFailure::new),
            rule(
                    "Out of Memory Error",
                    "not enough memory to load into %s",
                    "give it more, WADI_HEAP=2g ./wadi ...; or run fewer loads at once",
                    TransientFailure::new),
            rule(
                    "IO Error",
                    "%s cannot be read or written",
                    "see whether its disk is there, then run again",
                    TransientFailure::new),
            rule("", "DuckDB refused a statement on %s", "report this: it should not happen", TerminalFailure::new));

    private DuckDbFailures() {}

    /** @param place what was being done, or the table; empty when there is nothing more to say */
    static Failure of(SQLException e, Path file, String place) {
        String words = firstLine(e);
        // These quote the value that did not fit.
        String shown = words.matches("(?i)(Conversion|Out of Range|Constraint) Error: (?!NOT NULL).*")
                ? words.replaceAll("'[^']*'|\".*\"", "…")
                : words;
        Rule rule = RULES.stream()
                .filter(r -> r.words.matcher(words).lookingAt())
                .findFirst()
                .orElseThrow();
        String what = String.format(Locale.ROOT, rule.what, file) + holder(words) + " (DuckDB: " + shown + ")";
        Explanation explanation = Explanation.of(what).fix(rule.fix);
        return rule.failure.apply(place.isEmpty() ? explanation : explanation.at(place), e);
    }

    private static String holder(String words) {
        Matcher matcher = HOLDER.matcher(words);
        return matcher.find() ? ", number " + matcher.group(2) + " (" + matcher.group(1) + ")" : "";
    }

    /** What follows is the statement, or the stack of a callback. */
    private static String firstLine(SQLException e) {
        String message = e.getMessage();
        return message == null ? "no message" : message.lines().findFirst().orElse("");
    }

    private static Rule rule(
            String words, String what, String fix, BiFunction<Explanation, Throwable, Failure> failure) {
        return new Rule(Pattern.compile(words, Pattern.CASE_INSENSITIVE), what, fix, failure);
    }
}
