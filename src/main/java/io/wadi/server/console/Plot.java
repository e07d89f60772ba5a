package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * A number of each run as a bar, the oldest first. What it shows is said in {@code text}, too, and each bar says its own.
 *
 * @param most what the highest bar stands for, in words
 */
public record Plot(String title, List<Bar> bars, String most, String text) {
    public static final int WIDTH = 600;
    public static final int HEIGHT = 96;

    /** @param kind as {@link Words#kind} says */
    public record Bar(String x, String width, String y, String height, String kind, String title) {
        public Bar {
            requireNonNull(x);
            requireNonNull(width);
            requireNonNull(y);
            requireNonNull(height);
            requireNonNull(kind);
            requireNonNull(title);
        }
    }

    public Plot {
        requireNonNull(title);
        bars = List.copyOf(bars);
        requireNonNull(most);
        requireNonNull(text);
    }

    /** @param runs that have ended, the oldest first */
    static Plot rows(List<Run> runs, Words words) {
        return of("Rows by run", runs, words, run -> run.tally().rows(), rows -> Words.many(rows, "row"));
    }

    /** @param runs that have ended, the oldest first */
    static Plot took(List<Run> runs, Words words) {
        return of("Duration by run", runs, words, Plot::millis, millis -> Words.span(Duration.ofMillis(millis)));
    }

    private static long millis(Run run) {
        return run.started()
                .flatMap(began ->
                        run.ended().map(ended -> Duration.between(began, ended).toMillis()))
                .orElse(0L);
    }

    private interface Text {
        String of(long value);
    }

    private static Plot of(String title, List<Run> runs, Words words, ToLongFunction<Run> value, Text text) {
        long most = Math.max(1, runs.stream().mapToLong(value).max().orElse(1));
        double step = (double) WIDTH / Math.max(20, runs.size());
        List<Bar> bars = new ArrayList<>();
        for (Run run : runs) {
            long number = value.applyAsLong(run);
            double height = number == 0 ? 1 : Math.max(2, HEIGHT * (double) number / most);
            bars.add(new Bar(
                    point(bars.size() * step),
                    point(step * 0.8),
                    point(HEIGHT - height),
                    point(height),
                    Words.kind(run.state()),
                    text.of(number) + ", " + words.utc(run.ended().orElse(run.changed())) + ", "
                            + Words.state(run.state())));
        }
        long last = runs.isEmpty() ? 0 : value.applyAsLong(runs.get(runs.size() - 1));
        return new Plot(
                title,
                bars,
                text.of(most),
                title + " of the last " + Words.many(runs.size(), "run") + ": " + text.of(most) + " at most, "
                        + text.of(last) + " in the last one");
    }

    private static String point(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
