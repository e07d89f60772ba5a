package io.wadi.extract.sql;

import io.wadi.model.ColumnHint;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts, by column, what arrives as less than the source has, so that nothing of it is silent. */
final class Losses {
    private static final String UNHELD = "an infinite one, NaN, 24:00:00, a time beyond 64 bits of microseconds";

    private final List<SqlColumn> columns;
    private final Map<String, ColumnHint> hints;
    private final String place;
    private final long[] unheld;
    private final long[] cut;
    private final RoundedDecimals rounded;

    /**
     * @param hints by column: what the columns become
     * @param place what is read, for messages
     */
    Losses(List<SqlColumn> columns, Map<String, ColumnHint> hints, String place) {
        this.columns = columns;
        this.hints = hints;
        this.place = place;
        this.unheld = new long[columns.size()];
        this.cut = new long[columns.size()];
        this.rounded = new RoundedDecimals(columns, hints);
    }

    /**
     * A value that no destination holds becomes null.
     *
     * @param row its number, from 1
     * @throws TerminalFailure where the column takes no null
     */
    void unheld(int column, long row) {
        unheld[column]++;
        String name = columns.get(column).name();
        boolean required = Optional.ofNullable(hints.get(name))
                .flatMap(ColumnHint::nullable)
                .filter(nullable -> !nullable)
                .isPresent();
        if (required) {
            throw new TerminalFailure(Explanation.of("column " + name + " has a value that no destination holds ("
                            + UNHELD + "), and takes no null in its place")
                    .at(place + ", row " + row)
                    .fix("say column." + name + ".nullable: true to load null, or read a view that casts it to text"));
        }
    }

    /**
     * A value of another type than its column's.
     *
     * @param stored the type in the database's words
     */
    TerminalFailure otherType(int column, long row, String stored) {
        SqlColumn read = columns.get(column);
        return new TerminalFailure(Explanation.of("column " + read.name() + " has a value of type " + stored
                        + ", which is no " + read.column().type().word() + ", as the column declares")
                .at(place + ", row " + row)
                .fix("say column." + read.name() + ".dataType: text to load all its values as they are written, or"
                        + " correct the value at the source"));
    }

    /** A time with a fraction finer than microseconds lost the rest. */
    void cut(int column) {
        cut[column]++;
    }

    /** @param digits of a decimal, with a point and no exponent */
    void decimal(int column, byte[] digits, int from, int to) {
        rounded.count(column, digits, from, to);
    }

    /**
     * JSON without its blanks.
     *
     * @return where it ends now
     * @throws TerminalFailure where it is none that destinations take
     */
    int compact(int column, byte[] json, int from, int to, long row) {
        int end = JsonText.compact(json, from, to);
        if (end < 0) {
            String name = columns.get(column).name();
            throw new TerminalFailure(Explanation.of("column " + name
                            + " has JSON with half of a surrogate pair (\\ud800 to \\udfff alone), which is no text")
                    .at(place + ", row " + row)
                    .fix("correct it at the source, leave the row out with where, or read a view that casts the column"
                            + " to text"));
        }
        return end;
    }

    /** Those of a part. */
    void add(Losses part) {
        Arrays.setAll(unheld, i -> unheld[i] + part.unheld[i]);
        Arrays.setAll(cut, i -> cut[i] + part.cut[i]);
        rounded.add(part.rounded);
    }

    /** What the user should know. */
    List<String> warnings(TableName table) {
        Stream<String> nulls = counted(
                table,
                unheld,
                "values that no destination holds (" + UNHELD
                        + "): they are loaded as null; a view that casts them to text keeps them");
        Stream<String> cuts =
                counted(table, cut, "values with more than 6 digits of a second: they are cut to microseconds");
        return Stream.of(nulls, cuts, rounded.warnings(table).stream())
                .flatMap(all -> all)
                .toList();
    }

    private Stream<String> counted(TableName table, long[] counts, String what) {
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] > 0)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "column %s of table %s has %,d %s",
                        columns.get(i).name(),
                        table,
                        counts[i],
                        what));
    }
}
