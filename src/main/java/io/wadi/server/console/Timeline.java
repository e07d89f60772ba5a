package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.Stations.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run from when it was asked for to its end, as stretches of one bar - waiting, under way, between two attempts - and below
 * each attempt when its stations were active. Attempts are never too narrow to see these, however long the run waited.
 */
public record Timeline(List<Part> parts) {
    private static final double WIDTH = 1_000;
    /** So that what was short can be seen, too. */
    private static final double LEAST = 6;

    private static final double LEAST_ATTEMPT = 400;
    private static final double LEAST_OF_ALL_ATTEMPTS = 700;

    /** Where a bar lies, of a thousand. */
    public record Place(double x, double width) {
        /** With a point, whatever the language of the machine. */
        public String left() {
            return String.format(Locale.ROOT, "%.1f", x);
        }

        public String wide() {
            return String.format(Locale.ROOT, "%.1f", Math.max(2, width));
        }
    }

    /**
     * @param kind as {@link Words#kind} says
     * @param goesOn whether it is so now
     */
    public record Part(
            Place place,
            String kind,
            String name,
            Instant at,
            Duration took,
            String reason,
            boolean goesOn,
            List<Bar> stations) {
        public Part {
            requireNonNull(place);
            requireNonNull(kind);
            requireNonNull(name);
            requireNonNull(at);
            requireNonNull(took);
            requireNonNull(reason);
            stations = List.copyOf(stations);
        }
    }

    /** When a station was active. */
    public record Bar(Place place, String station, Instant at, Duration took, boolean goesOn) {
        public Bar {
            requireNonNull(place);
            requireNonNull(station);
            requireNonNull(at);
            requireNonNull(took);
        }
    }

    public Timeline {
        parts = List.copyOf(parts);
    }

    static Timeline of(Run run, List<RunBook.Step> steps, List<Stretch> stretches, Instant now) {
        List<RunBook.Step> lasting = new ArrayList<>();
        List<Duration> spans = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            RunBook.Step step = steps.get(i);
            Instant end = i + 1 < steps.size() ? steps.get(i + 1).at() : now;
            if (!step.state().hasEnded()) {
                lasting.add(step);
                spans.add(end.isBefore(step.at()) ? Duration.ZERO : Duration.between(step.at(), end));
            }
        }
        long total = Math.max(1, spans.stream().mapToLong(Duration::toMillis).sum());
        long attempts = lasting.stream()
                .filter(step -> step.state() == RunState.RUNNING)
                .count();
        double least = Math.min(LEAST_ATTEMPT, LEAST_OF_ALL_ATTEMPTS / Math.max(1, attempts));
        double free = WIDTH - least * attempts - LEAST * (lasting.size() - attempts);
        double x = 0;
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < lasting.size(); i++) {
            RunBook.Step step = lasting.get(i);
            boolean isAttempt = step.state() == RunState.RUNNING;
            double width = (isAttempt ? least : LEAST)
                    + free * (Math.max(1, spans.get(i).toMillis()) / (double) total);
            Place place = new Place(x, Math.min(width, WIDTH - x) - 1);
            boolean last = i == lasting.size() - 1 && !run.state().hasEnded();
            parts.add(new Part(
                    place,
                    Words.kind(step.state()),
                    isAttempt ? "Attempt " + step.attempt() : Words.state(step.state()),
                    step.at(),
                    spans.get(i),
                    step.reason(),
                    last,
                    isAttempt
                            ? bars(
                                    place,
                                    step,
                                    spans.get(i),
                                    stretches,
                                    last ? run.tally().station() : "")
                            : List.of()));
            x += width;
        }
        return new Timeline(parts);
    }

    private static List<Bar> bars(
            Place attempt, RunBook.Step step, Duration span, List<Stretch> stretches, String active) {
        double scale = attempt.width() / Math.max(1, span.toMillis());
        return stretches.stream()
                .filter(stretch -> stretch.attempt() == step.attempt())
                .map(stretch -> {
                    double from = Math.max(
                                    0,
                                    Duration.between(step.at(), stretch.from()).toMillis())
                            * scale;
                    double to = Duration.between(step.at(), stretch.to()).toMillis() * scale;
                    boolean goesOn = stretch.station().equals(active);
                    double end = goesOn ? attempt.width() : Math.min(to, attempt.width());
                    double begin = Math.min(from, attempt.width() - 2);
                    return new Bar(
                            new Place(attempt.x() + begin, end - begin),
                            stretch.station(),
                            stretch.from(),
                            Duration.between(stretch.from(), stretch.to()),
                            goesOn);
                })
                .toList();
    }

    /** The same in one sentence. */
    public String text() {
        return parts.stream()
                .map(part -> part.name() + " " + Words.span(part.took())
                        + part.stations().stream()
                                .map(bar -> bar.station() + " " + Words.span(bar.took()))
                                .reduce((before, after) -> before + ", " + after)
                                .map(text -> " (" + text + ")")
                                .orElse(""))
                .reduce((before, after) -> before + ", then " + after)
                .orElse("nothing yet");
    }
}
