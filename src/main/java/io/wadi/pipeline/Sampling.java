package io.wadi.pipeline;

import io.wadi.extract.cursor.CursorPages;
import io.wadi.mask.scan.Found;
import io.wadi.mask.scan.Scan;
import io.wadi.model.Cancelled;
import io.wadi.model.CursorState;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.FileLedger;
import io.wadi.model.Hints;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Parents;
import io.wadi.model.PrivacyPolicy;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the first pages of each resource and looks for values about people. Nothing is written, and what the pipeline's route
 * would do once it was loaded is not done.
 */
public final class Sampling implements Loading {
    /** Where pages are small, as those of single parents are. */
    private static final int MOST_PAGES = 20;

    private final int most;
    private final PrivacyPolicy policy;
    private final InstantSource clock;
    private final Deadline deadline = Deadline.none();
    private final List<Sample> samples = new ArrayList<>();
    private boolean done;

    /** What was seen of one resource. */
    public record Sample(String resource, long records, List<Found> found) {
        public Sample {
            found = List.copyOf(found);
        }
    }

    /** @param most records of each resource; the page that has the last is read to its end */
    public Sampling(int most, PrivacyPolicy policy, InstantSource clock) {
        this.most = most;
        this.policy = policy;
        this.clock = clock;
    }

    /** @throws Cancelled always: the route is to go no further */
    @Override
    public void load(Source source, LoadOptions options) {
        source.change(resource -> resource.with(policy.over(source.name(), resource.name(), resource.hints())));
        source.arrange();
        Map<String, List<Page>> read = new HashMap<>();
        for (Resource resource : source.resources()) {
            Hints hints = resource.hints();
            Scan scan = new Scan();
            List<Page> pages = new ArrayList<>();
            try (Pages all = resource.opener().open(extraction(hints, read))) {
                Optional<Page> page = all.next();
                while (page.isPresent()) {
                    scan.add(page.get());
                    pages.add(page.get());
                    page = scan.records() < most && pages.size() < MOST_PAGES ? all.next() : Optional.empty();
                }
            }
            read.put(resource.name(), pages);
            samples.add(new Sample(resource.name(), scan.records(), scan.found(hints)));
        }
        done = true;
        throw new Cancelled("this was a scan");
    }

    private Extraction extraction(Hints hints, Map<String, List<Page>> read) {
        return new Extraction(
                hints,
                hints.cursor().flatMap(cursor -> CursorPages.start(cursor, CursorState.NONE)),
                new FileLedger(Map.of()),
                parents(read),
                warning -> {},
                clock.instant(),
                deadline);
    }

    /** What was sampled before. */
    private static Parents parents(Map<String, List<Page>> read) {
        return resource -> {
            Iterator<Page> pages =
                    Optional.ofNullable(read.get(resource)).orElse(List.of()).iterator();
            return new Pages() {
                @Override
                public Optional<Page> next() {
                    return pages.hasNext() ? Optional.of(pages.next()) : Optional.empty();
                }

                @Override
                public void close() {}
            };
        };
    }

    /** Empty until all resources were looked at. */
    public Optional<List<Sample>> samples() {
        return done ? Optional.of(List.copyOf(samples)) : Optional.empty();
    }

    @Override
    public Optional<String> loadedInto() {
        return Optional.empty();
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }
}
