package io.wadi.flow.backfill;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to be done for each window of a backfill, in their order. */
public record Fill(List<Part> parts) {
    /** What becomes of a window. */
    public enum What {
        /** It gets a run. */
        ADDED,
        /** Its run failed, and is tried again. */
        AGAIN,
        /** Its run waits or goes on. */
        UNDER_WAY,
        /** It was loaded. */
        DONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** @param run that the window has already */
    public record Part(Window window, What what, Optional<Run> run) {
        public Part {
            requireNonNull(window);
            requireNonNull(what);
            requireNonNull(run);
        }
    }

    public Fill {
        parts = List.copyOf(parts);
    }

    /**
     * @param known runs of the deployment that are of any backfill
     * @param onlyMissing whether what another backfill loaded is left out
     */
    public static Fill of(Backfill backfill, List<Run> known, boolean onlyMissing) {
        Map<String, Run> mine = new HashMap<>();
        Set<String> loaded = new HashSet<>();
        for (Run run : known) {
            String key = run.order().key().orElse("");
            mine.put(key, run);
            if (run.state().isGood()) {
                loaded.add(key.substring(key.indexOf(':', Backfill.prefix().length()) + 1));
            }
        }
        List<Part> parts = new ArrayList<>();
        for (Window window : backfill.windows()) {
            Optional<Run> run = Optional.ofNullable(mine.get(backfill.key(window)));
            boolean elsewhere = onlyMissing && loaded.contains(window.toString());
            parts.add(
                    new Part(window, elsewhere ? What.DONE : run.map(Fill::what).orElse(What.ADDED), run));
        }
        return new Fill(parts);
    }

    private static What what(Run run) {
        if (run.state().isGood()) {
            return What.DONE;
        }
        return run.state().mayBecome(RunState.QUEUED) && run.state().hasEnded() ? What.AGAIN : What.UNDER_WAY;
    }

    public long count(What what) {
        return parts.stream().filter(part -> part.what() == what).count();
    }
}
