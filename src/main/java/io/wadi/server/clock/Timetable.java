package io.wadi.server.clock;

import io.wadi.config.DeploymentJson;
import io.wadi.flow.Deployment;
import io.wadi.flow.schedule.Schedule;
import io.wadi.flow.store.DeploymentBook;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.model.ConfigurationFailure;
import io.wadi.server.clock.Rings.Awaited;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Looks at deployments, orders what is due of them, and notes that it was seen to. May be done at any time, by any number
 * of nodes at once, and again after one died half-way: an instant is ordered once, by the key of its run.
 */
final class Timetable {
    private record Known(String fingerprint, Deployment deployment, Instant seenTo, Optional<Instant> first) {}

    private final DeploymentBook book;
    private final Ordering ordering;
    private final InstantSource clock;
    private final Consumer<String> note;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, String> said = new ConcurrentHashMap<>();

    /** @param note takes lines for the log */
    Timetable(DeploymentBook book, Ordering ordering, InstantSource clock, Consumer<String> note) {
        this.book = book;
        this.ordering = ordering;
        this.clock = clock;
        this.note = note;
    }

    /** Looks at all of them; what those whose schedules are in force wait for, by name. */
    Map<String, Awaited> look() {
        Map<String, Awaited> awaited = new HashMap<>();
        List<Deployed> all = book.list();
        all.forEach(each -> look(each, Optional.empty()).ifPresent(waiting -> awaited.put(each.name(), waiting)));
        known.keySet().retainAll(all.stream().map(Deployed::name).toList());
        return awaited;
    }

    /** Looks at one that a clock rang for; when to ring next. */
    Optional<Ring> look(Ring ring) {
        return book.find(ring.deployment())
                .flatMap(each -> look(each, Optional.of(ring.at())))
                .flatMap(Awaited::next)
                .map(at -> new Ring(ring.deployment(), at));
    }

    private Optional<Awaited> look(Deployed deployed, Optional<Instant> rung) {
        if (deployed.hold().isPresent()) {
            return Optional.empty();
        }
        Known entry;
        try {
            entry = known(deployed);
        } catch (ConfigurationFailure e) {
            say(
                    deployed.name(),
                    "deployment " + deployed.name() + " cannot be read by this version of Wadi, and is not run: "
                            + e.getMessage());
            return Optional.empty();
        }
        Deployment deployment = entry.deployment();
        Instant now = clock.instant();
        boolean quiet = entry.first().isEmpty() || entry.first().get().isAfter(now);
        if (quiet && rung.isEmpty() && !entry.seenTo().isAfter(now)) {
            return Optional.of(new Awaited(deployment.schedules(), entry.first()));
        }
        Due due = Due.of(deployment, deployed.seenTo(), rung, now);
        boolean ordered = due.wanted().stream().allMatch(at -> order(deployment, due, at, now));
        if (ordered && due.seenTo().isAfter(deployed.seenTo())) {
            book.seen(deployed.name(), due.seenTo());
        }
        return Optional.of(new Awaited(deployment.schedules(), due.next()));
    }

    /** Whether it could be: else it is not seen to, and looked at again until its routes are in order. */
    private boolean order(Deployment deployment, Due due, Instant at, Instant now) {
        try {
            ordering.order(deployment, due.trigger(), at, due.by(deployment, at, now));
            said.remove(deployment.name());
            return true;
        } catch (ConfigurationFailure e) {
            say(
                    deployment.name(),
                    "deployment " + deployment.name() + " was due at " + at + " and waits: " + e.getMessage());
            return false;
        }
    }

    /** Once, however often somebody looks. */
    private void say(String deployment, String text) {
        if (!text.equals(said.put(deployment, text))) {
            note.accept(text);
        }
    }

    /** Reading an entry and computing times of a cron take longer than all else here. */
    private Known known(Deployed deployed) {
        Optional<Known> same = Optional.ofNullable(known.get(deployed.name()))
                .filter(before -> before.fingerprint().equals(deployed.fingerprint()));
        if (same.isPresent() && same.get().seenTo().equals(deployed.seenTo())) {
            return same.get();
        }
        Deployment deployment = same.map(Known::deployment).orElseGet(() -> DeploymentJson.read(deployed.definition()));
        Known after = new Known(
                deployed.fingerprint(),
                deployment,
                deployed.seenTo(),
                Schedule.first(deployment.schedules(), deployed.seenTo()));
        known.put(deployed.name(), after);
        return after;
    }
}
