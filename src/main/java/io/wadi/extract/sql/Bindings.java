package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.window.Placeholders;
import io.wadi.extract.window.Windows;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Explanation;
import io.wadi.model.Value;
import java.util.List;
import java.util.Optional;

/**
 * What placeholders stand for in one statement, as values that a driver takes.
 *
 * @param what is read, for messages
 * @param texts those of the run, and of the window
 * @param reading of the cursor's column
 * @param start where the cursor begins
 */
record Bindings(
        String what, Placeholders texts, Optional<Cursor> cursor, Optional<Reading> reading, Optional<Value> start) {
    Bindings {
        requireNonNull(what);
        requireNonNull(texts);
        requireNonNull(cursor);
        requireNonNull(reading);
        requireNonNull(start);
    }

    Bindings in(Windows.Window window) {
        return new Bindings(what, texts.with(window), cursor, reading, start);
    }

    List<Object> all(List<String> names) {
        return names.stream().map(this::value).toList();
    }

    /** @throws ConfigurationFailure when there is none in this run */
    private Object value(String name) {
        return switch (name) {
            case "cursor.start" -> bound(start, name, "say where the first run begins: cursor.initial");
            case "cursor.end" -> bound(cursor.flatMap(Cursor::end), name, "say it with cursor.end, or leave it out");
            default ->
                texts.fill("{" + name + "}", text -> text)
                        .map(text -> time(text, reading))
                        .orElseThrow(() -> missing(name, "say which windows there are: window.start"));
        };
    }

    private Object bound(Optional<Value> value, String name, String fix) {
        Reading column = reading.orElseThrow(() -> missing(name, "say which column is the cursor: cursor"));
        return value.flatMap(bound -> CursorBound.typed(bound, column))
                .map(typed -> CursorBound.bind(typed, column))
                .orElseThrow(() -> missing(name, fix));
    }

    private ConfigurationFailure missing(String name, String fix) {
        return new ConfigurationFailure(Explanation.of(what + ": {" + name + "} has no value in this run")
                .fix(fix));
    }

    /** A day or a time of the run, as the cursor has its values where that is a time, too. */
    private static Object time(String text, Optional<Reading> cursor) {
        Reading as = cursor.filter(Bindings::tellsTime)
                .orElse(text.length() == "2020-01-01".length() ? Reading.DATE : Reading.INSTANT);
        return CursorBound.bind(CursorBound.typed(new Value.Text(text), as).orElseThrow(), as);
    }

    /** Whether values of a column can be compared with days and times. */
    static boolean tellsTime(Reading reading) {
        return switch (reading) {
            case INSTANT, LOCAL, DATE, TEXT -> true;
            case WHOLE, REAL, DECIMAL, BOOL, BINARY, TIME, JSON -> false;
        };
    }
}
