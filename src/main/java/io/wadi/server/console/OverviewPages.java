package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.schedule.Schedule;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunBook.Filter;
import io.wadi.server.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What needs somebody, and how all deployments stand. */
public final class OverviewPages {
    private static final int OPEN_RUNS = 10;
    private static final int NEXT_RUNS = 7;
    private static final Set<RunState> OPEN = states(state -> !state.hasEnded());

    /** A run that a schedule will begin. */
    public record Next(String deployment, Instant at, ZoneId zone) {
        public Next {
            requireNonNull(deployment);
            requireNonNull(at);
            requireNonNull(zone);
        }
    }

    /**
     * @param troubles of all deployments, the worst first
     * @param open runs that have not ended
     * @param runs that ended in the last 24 hours
     * @param rows that they loaded
     * @param unreadable deployments of another version of Wadi
     */
    public record Overview(
            Words words,
            List<Standing> standings,
            List<Standing.Trouble> troubles,
            List<Run> open,
            List<Next> next,
            int runs,
            int bad,
            long rows,
            List<String> unreadable,
            Optional<String> trouble) {
        public Overview {
            requireNonNull(words);
            standings = List.copyOf(standings);
            troubles = List.copyOf(troubles);
            open = List.copyOf(open);
            next = List.copyOf(next);
            unreadable = List.copyOf(unreadable);
            requireNonNull(trouble);
        }
    }

    private final Console.Parts parts;
    private final Desktop desktop;
    private final Standings standings;

    OverviewPages(Console.Parts parts, Desktop desktop, Standings standings) {
        this.parts = parts;
        this.standings = standings;
        this.desktop = desktop;
    }

    List<Route> routes() {
        return List.of(Route.page("/", this::overview), Route.page("/deployments", this::deployments));
    }

    private Answer overview(Visit visit) {
        return desktop.page(visit, "Overview", "overview", "overview", true, overview());
    }

    private Answer deployments(Visit visit) {
        return desktop.page(visit, "Deployments", "deployments", "deployments", true, overview());
    }

    private Overview overview() {
        Words words = parts.words();
        List<Standing> standings = this.standings.all(words);
        List<RunBook.Ended> ended = parts.store().runs().endedSince(words.now().minus(Duration.ofDays(1)));
        return new Overview(
                words,
                standings,
                standings.stream()
                        .flatMap(each -> each.troubles().stream())
                        .sorted(Comparator.comparing(Standing.Trouble::kind))
                        .toList(),
                parts.store().runs().list(new Filter(Optional.empty(), OPEN, Optional.empty(), OPEN_RUNS)),
                standings.stream()
                        .filter(each -> each.next().isPresent())
                        .flatMap(each -> Schedule.preview(each.deployment().schedules(), words.now(), 3).stream()
                                .map(at -> new Next(
                                        each.deployed().name(),
                                        at,
                                        each.deployment().zone())))
                        .sorted(Comparator.comparing(Next::at))
                        .limit(NEXT_RUNS)
                        .toList(),
                ended.stream().mapToInt(RunBook.Ended::runs).sum(),
                ended.stream()
                        .filter(each -> Words.kind(each.state()).equals("bad"))
                        .mapToInt(RunBook.Ended::runs)
                        .sum(),
                ended.stream().mapToLong(RunBook.Ended::rows).sum(),
                this.standings.unreadable(),
                parts.desk().trouble());
    }

    private static Set<RunState> states(Predicate<RunState> which) {
        return Arrays.stream(RunState.values())
                .filter(which)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RunState.class)));
    }
}
