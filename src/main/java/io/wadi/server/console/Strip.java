package io.wadi.server.console;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The last runs of a deployment as bars, the oldest first: as high as they took long, and told apart by shape and sign, not
 * by colour alone.
 *
 * @param text the same for those who do not see it
 */
public record Strip(List<Bar> bars, String text) {
    static final int RUNS = 20;
    private static final int LEAST = 6;
    private static final int HEIGHT = 24;
    private static final int WIDTH = 7;

    /** @param kind as {@link Words#kind} says */
    public record Bar(int x, int y, int height, String kind, String title) {}

    public Strip {
        bars = List.copyOf(bars);
    }

    /** @param recent the newest first */
    static Strip of(List<Run> recent, Words words) {
        List<Run> runs = new ArrayList<>(recent.subList(0, Math.min(RUNS, recent.size())));
        Collections.reverse(runs);
        long longest = Math.max(
                1, runs.stream().mapToLong(run -> millis(run, words)).max().orElse(1));
        List<Bar> bars = new ArrayList<>();
        for (Run run : runs) {
            int height = LEAST + (int) Math.round((HEIGHT - LEAST) * Math.sqrt((double) millis(run, words) / longest));
            String took = words.took(run);
            bars.add(new Bar(
                    (RUNS - runs.size() + bars.size()) * WIDTH,
                    HEIGHT - height,
                    height,
                    Words.kind(run.state()),
                    Words.state(run.state()) + " " + words.ago(run.ended().orElse(run.created()))
                            + (took.isEmpty() ? "" : ", took " + took)));
        }
        return new Strip(bars, text(runs));
    }

    private static long millis(Run run, Words words) {
        return run.started()
                .map(began -> Math.max(
                        0,
                        Duration.between(began, run.ended().orElse(words.now())).toMillis()))
                .orElse(0L);
    }

    private static String text(List<Run> runs) {
        if (runs.isEmpty()) {
            return "no runs yet";
        }
        Map<RunState, Long> counts =
                runs.stream().collect(Collectors.groupingBy(Run::state, TreeMap::new, Collectors.counting()));
        return "the last " + Words.many(runs.size(), "run") + ": "
                + counts.entrySet().stream()
                        .map(each -> each.getValue() + " "
                                + Words.state(each.getKey()).toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    public int width() {
        return RUNS * WIDTH;
    }

    public int height() {
        return HEIGHT;
    }
}
