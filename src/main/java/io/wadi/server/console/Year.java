package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.backfill.Course;
import io.wadi.flow.run.RunState;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A year of days that windows of a deployment were read for, or not: a column for each week, and the same as stretches of days
 * that are alike.
 */
public record Year(List<Day> days, List<Same> stretches, List<Month> months) {
    public static final int CELL = 13;
    private static final int WEEKS = 53;

    /** What is known of a day. */
    public enum State {
        LOADED("loaded", "good"),
        PARTLY("partly loaded", "warn"),
        UNDER_WAY("under way", "live"),
        FAILED("failed", "bad"),
        MISSING("missing", "off");

        private final String word;
        private final String look;

        State(String word, String look) {
            this.word = word;
            this.look = look;
        }

        public String word() {
            return word;
        }

        /** As {@link Words#kind} says. */
        public String look() {
            return look;
        }
    }

    /** Where it lies in the drawing, and what is known of it. */
    public record Day(LocalDate date, State state, int x, int y) {
        public Day {
            requireNonNull(date);
            requireNonNull(state);
        }
    }

    /** Days of one state, one after another. */
    public record Same(LocalDate from, LocalDate to, State state) {
        public Same {
            requireNonNull(from);
            requireNonNull(to);
            requireNonNull(state);
        }

        public long days() {
            return ChronoUnit.DAYS.between(from, to) + 1;
        }

        /** Whether there is something to be read. */
        public boolean isToRead() {
            return state == State.MISSING || state == State.FAILED || state == State.PARTLY;
        }
    }

    /** A name of a month above the week in which it begins. */
    public record Month(String name, int x) {
        public Month {
            requireNonNull(name);
        }
    }

    private record Span(Instant from, Instant to, RunState state) {}

    public Year {
        days = List.copyOf(days);
        stretches = List.copyOf(stretches);
        months = List.copyOf(months);
    }

    /** @param last the day at its end */
    static Year of(List<Course> courses, LocalDate last, ZoneId zone) {
        Map<LocalDate, List<Span>> spans = new HashMap<>();
        LocalDate first =
                last.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(WEEKS - 1L);
        for (Course course : courses) {
            boolean closed = isClosed(course);
            for (Course.Leg leg : course.legs()) {
                span(leg, closed, zone).ifPresent(span -> {
                    LocalDate day = max(first, LocalDate.ofInstant(span.from(), zone));
                    for (; !day.isAfter(last) && start(day, zone).isBefore(span.to()); day = day.plusDays(1)) {
                        spans.computeIfAbsent(day, any -> new ArrayList<>()).add(span);
                    }
                });
            }
        }
        List<Day> days = new ArrayList<>();
        List<Same> stretches = new ArrayList<>();
        List<Month> months = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            State state = state(day, spans.getOrDefault(day, List.of()), zone);
            int week = (int) ChronoUnit.WEEKS.between(first, day);
            days.add(new Day(day, state, week * CELL, (day.getDayOfWeek().getValue() - 1) * CELL));
            Same before = stretches.isEmpty() ? new Same(day, day, state) : stretches.get(stretches.size() - 1);
            if (!stretches.isEmpty() && before.state() == state) {
                stretches.set(stretches.size() - 1, new Same(before.from(), day, state));
            } else {
                stretches.add(new Same(day, day, state));
            }
            if (day.getDayOfMonth() == 1 && week < WEEKS - 1) {
                months.add(new Month(day.getMonth().getDisplayName(TextStyle.SHORT, Locale.UK), week * CELL));
            }
        }
        return new Year(days, stretches, months);
    }

    private static LocalDate max(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Whether windows of days end with their last day: one that follows begins on the day after that. */
    private static boolean isClosed(Course course) {
        List<Course.Leg> legs = course.legs();
        for (int i = 0; i < legs.size(); i++) {
            String end = legs.get(i).window().end();
            if (end.length() != 10
                    || (i > 0
                            && legs.get(i)
                                    .window()
                                    .start()
                                    .equals(legs.get(i - 1).window().end()))) {
                return false;
            }
        }
        return legs.size() > 1
                || legs.get(0).window().start().equals(legs.get(0).window().end());
    }

    /** Empty where its window is none of days or times. */
    private static Optional<Span> span(Course.Leg leg, boolean closed, ZoneId zone) {
        String start = leg.window().start();
        String end = leg.window().end();
        RunState state = leg.run().state();
        try {
            return Optional.of(
                    start.length() == 10
                            ? new Span(
                                    start(LocalDate.parse(start), zone),
                                    start(LocalDate.parse(end).plusDays(closed ? 1 : 0), zone),
                                    state)
                            : new Span(Instant.parse(start), Instant.parse(end), state));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static State state(LocalDate day, List<Span> spans, ZoneId zone) {
        Instant from = start(day, zone);
        Instant to = start(day.plusDays(1), zone);
        Instant reached = from;
        Duration loaded = Duration.ZERO;
        List<Span> good = spans.stream()
                .filter(span -> span.state().isGood())
                .sorted(Comparator.comparing(Span::from))
                .toList();
        for (Span span : good) {
            Instant begin = span.from().isAfter(reached) ? span.from() : reached;
            Instant end = span.to().isBefore(to) ? span.to() : to;
            if (begin.isBefore(end)) {
                loaded = loaded.plus(Duration.between(begin, end));
                reached = end;
            }
        }
        if (loaded.equals(Duration.between(from, to))) {
            return State.LOADED;
        }
        if (spans.stream().anyMatch(span -> !span.state().hasEnded())) {
            return State.UNDER_WAY;
        }
        if (spans.stream().anyMatch(span -> Words.kind(span.state()).equals("bad"))) {
            return State.FAILED;
        }
        return loaded.isZero() ? State.MISSING : State.PARTLY;
    }

    public int width() {
        return WEEKS * CELL;
    }

    /** How many days are so. */
    public long count(State state) {
        return days.stream().filter(day -> day.state() == state).count();
    }

    /** The same in a sentence. */
    public String text() {
        return "Days from " + days.get(0).date() + " to "
                + days.get(days.size() - 1).date() + ": "
                + Arrays.stream(State.values())
                        .filter(state -> count(state) > 0)
                        .map(state -> count(state) + " " + state.word())
                        .reduce((before, after) -> before + ", " + after)
                        .orElse("");
    }
}
