package io.wadi.flow.desk;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Deployment;
import io.wadi.flow.alert.Alerts;
import io.wadi.flow.alert.Change;
import io.wadi.flow.alert.Deliverer;
import io.wadi.flow.alert.Incident;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.schedule.Schedule;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.Incidents;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.StoreDown;
import io.wadi.flow.store.Tellings;
import io.wadi.flow.store.Tellings.Telling;
import io.wadi.model.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A node's part in alerts. Nothing that it does raises, and nothing that it waits for holds up a run: it is called by
 * threads of its own. What one node misses, because the store was down or the node itself ended, the next sweep of any
 * node finds.
 */
public final class AlertDesk {
    /** How far back a sweep looks for runs whose end nobody judged. */
    private static final Duration BACK = Duration.ofHours(1);

    private static final int GOOD = 60;
    private static final Set<RunState> ENDED =
            states(state -> state.hasEnded() && state != RunState.SKIPPED && state != RunState.CANCELLED);
    private static final Set<RunState> GOOD_STATES = states(RunState::isGood);
    private static final Set<RunState> WAITING = states(RunState::waits);

    /**
     * What a desk needs.
     *
     * @param deployments those in force, by name
     * @param armed whether schedules are: else nobody expects a run
     * @param node the id of this process
     * @param threads where channels are told, each by itself
     * @param log what goes wrong with it, a line each
     */
    public record Parts(
            RunStore store,
            Supplier<Map<String, Deployment>> deployments,
            boolean armed,
            Deliverer deliverer,
            String node,
            Executor threads,
            InstantSource clock,
            Consumer<String> log) {
        public Parts {
            requireNonNull(store);
            requireNonNull(deployments);
            requireNonNull(deliverer);
            requireNonNull(node);
            requireNonNull(threads);
            requireNonNull(clock);
            requireNonNull(log);
        }
    }

    private final Parts parts;
    private final Incidents incidents;
    private final RunBook runs;
    private final Instant began;

    public AlertDesk(Parts parts) {
        this.parts = parts;
        this.incidents = parts.store().incidents();
        this.runs = parts.store().runs();
        this.began = parts.clock().instant();
    }

    /** A run has ended, and its end is in the store. */
    public void ended(Run run) {
        said(run, Alerts::afterRun);
    }

    /** The node of a run is gone: the run has ended, or goes on by itself. */
    public void crashed(Run run) {
        said(run, Alerts::afterCrash);
    }

    private interface Judgement {
        List<Change> of(Alerts.Ended ended, List<Incident> open, Instant now);
    }

    private void said(Run run, Judgement judgement) {
        safely("run " + run.id(), () -> {
            Optional<Deployment> deployment = run.order()
                    .deployment()
                    .map(name -> parts.deployments().get().get(name));
            deployment.ifPresent(known -> judge(known, run, judgement));
            tell();
        });
    }

    /** Looks at what has not happened, at what nobody looked at, and at who was not reached; to be called every minute. */
    public void sweep() {
        safely("a sweep", () -> {
            Map<String, Deployment> deployments = parts.deployments().get();
            Map<String, Deployed> deployed =
                    parts.store().deployments().list().stream().collect(Collectors.toMap(Deployed::name, each -> each));
            List<Run> waiting = runs.list(new RunBook.Filter(Optional.empty(), WAITING, Optional.empty(), 500));
            deployments.values().stream()
                    .filter(each -> !each.watch().channels().isEmpty())
                    .forEach(each -> safely(
                            "deployment " + each.name(),
                            () -> look(each, Optional.ofNullable(deployed.get(each.name())), waiting)));
            for (String name : incidents.troubled()) {
                if (!deployments.containsKey(name)
                        || deployments.get(name).watch().channels().isEmpty()) {
                    drop(name, true);
                }
            }
            tell();
        });
    }

    private void look(Deployment deployment, Optional<Deployed> deployed, List<Run> waiting) {
        Instant now = now();
        newest(deployment, ENDED)
                .filter(run -> run.changed().isAfter(now.minus(BACK)))
                .ifPresent(run -> judge(deployment, run, Alerts::afterRun));
        if (deployed.flatMap(Deployed::hold).isPresent()) {
            drop(deployment.name(), false);
            return;
        }
        Optional<Instant> good = newest(deployment, GOOD_STATES).map(Run::changed);
        Instant lastGood = good.or(() -> deployed.map(Deployed::at)).orElse(began);
        Optional<Instant> missed = parts.armed()
                ? deployed.flatMap(known ->
                        Schedule.first(deployment.schedules(), known.seenTo().isAfter(began) ? known.seenTo() : began))
                : Optional.empty();
        Alerts.Meanwhile meanwhile = new Alerts.Meanwhile(
                deployment,
                parts.armed() ? lastGood : now, // nobody expects a run where nothing has one begin
                good.isPresent(),
                waiting.stream()
                        .filter(run -> run.order().deployment().equals(Optional.of(deployment.name())))
                        .filter(run -> run.order().due().isBefore(now))
                        .map(run -> new Alerts.Waiting(run, reason(run)))
                        .toList(),
                missed);
        incidents.settle(deployment.name(), deployment.watch(), open -> Alerts.meanwhile(meanwhile, open, now), now);
    }

    private String reason(Run run) {
        return parts.store().queue().holders(run).entrySet().stream()
                .map(slot -> "waits for slot " + slot.getKey() + ", held by run " + String.join(", ", slot.getValue()))
                .findFirst()
                .orElse(run.reason());
    }

    private void drop(String name, boolean gone) {
        if (!incidents.open(name).isEmpty()) {
            incidents.settle(name, Watch.NOBODY, open -> Alerts.dropped(open, gone), now());
        }
    }

    private void judge(Deployment deployment, Run run, Judgement judgement) {
        if (deployment.watch().channels().isEmpty()) {
            return;
        }
        List<RunBook.TableRows> tables = runs.tables(run.id()).stream()
                .filter(table -> !table.name().startsWith("_dlt"))
                .toList();
        Alerts.Ended ended = new Alerts.Ended(
                deployment,
                run,
                tables.stream()
                        .filter(table -> table.isNew() || !table.newColumns().isEmpty())
                        .map(table -> new Alerts.Grown(table.name(), table.isNew(), table.newColumns()))
                        .toList(),
                tables.stream().mapToLong(RunBook.TableRows::deleted).sum(),
                incidents.why(run.id()),
                runs.list(new RunBook.Filter(Optional.of(deployment.name()), GOOD_STATES, Optional.empty(), GOOD)));
        Instant now = now();
        incidents.settle(deployment.name(), deployment.watch(), open -> judgement.of(ended, open, now), now);
    }

    private Optional<Run> newest(Deployment deployment, Set<RunState> states) {
        return runs.list(new RunBook.Filter(Optional.of(deployment.name()), states, Optional.empty(), 1)).stream()
                .findFirst();
    }

    private void tell() {
        for (String channel : incidents.tellings().due(now())) {
            parts.threads().execute(() -> safely("channel " + channel, () -> tell(channel)));
        }
    }

    /** One after the other, until there is none or one does not get there: the next sweep tries again. */
    private void tell(String channel) {
        Tellings tellings = incidents.tellings();
        boolean there = true;
        while (there) {
            Optional<Telling> next = tellings.claim(channel, parts.node(), now());
            there = next.isPresent() && tell(tellings, next.get());
        }
    }

    private boolean tell(Tellings tellings, Telling telling) {
        try {
            parts.deliverer().deliver(telling.channel(), telling.notice(), telling.id());
        } catch (RuntimeException e) {
            String said = e instanceof Failure failure
                    ? failure.explanation().what()
                    : e.getClass().getSimpleName();
            parts.log().accept("alert channel " + telling.channel().name() + " was not reached: " + said);
            tellings.failed(telling, said, now());
            return false;
        }
        tellings.told(telling, now());
        return true;
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private void safely(String what, Runnable work) {
        try {
            work.run();
        } catch (StoreDown e) {
            parts.log().accept("alerts of " + what + " wait: " + e.explanation().what());
        } catch (RuntimeException e) {
            parts.log().accept("alerts of " + what + " failed: " + e);
        }
    }

    private static Set<RunState> states(Predicate<RunState> which) {
        return Arrays.stream(RunState.values())
                .filter(which)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RunState.class)));
    }
}
