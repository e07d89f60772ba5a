package io.wadi.server.clock;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.store.QuartzTables;
import io.wadi.flow.store.RunStore;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Rings when deployments are due: triggers of Quartz that fire once, in its memory, or in its tables where nodes share a
 * PostgreSQL server. What is due is for the {@link Timetable} to say, at each ring and every few seconds besides, so
 * that a trigger that is lost with its node costs those seconds and no run.
 */
public final class QuartzClock implements AutoCloseable {
    /** How often all deployments are looked at. */
    public static final Duration OFTEN = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String COMPONENT = "wadi-clock";
    private static final String GROUP = "wadi:";
    private static final JobDetail BELL = JobBuilder.newJob(Bell.class)
            .withIdentity("ring", "wadi")
            .storeDurably()
            .requestRecovery()
            .build();

    private final CamelContext camel;
    private final Scheduler scheduler;
    private final Timetable timetable;
    private final InstantSource clock;
    private final Consumer<String> note;
    private final ScheduledExecutorService often =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "wadi-clock"));

    private QuartzClock(
            CamelContext camel, Scheduler scheduler, Timetable timetable, InstantSource clock, Consumer<String> note) {
        this.camel = camel;
        this.scheduler = scheduler;
        this.timetable = timetable;
        this.clock = clock;
        this.note = note;
    }

    /**
     * Orders what was missed, and rings from then on. Only where schedules are armed.
     *
     * @param often how often to look at all deployments
     * @param note takes lines for the log
     */
    public static QuartzClock start(
            CamelContext camel,
            RunStore store,
            Ordering ordering,
            InstantSource clock,
            Duration often,
            Consumer<String> note) {
        try {
            QuartzComponent component = new QuartzComponent();
            component.setPrefixInstanceName(false); // the names of a cluster's nodes must be the same
            component.setAutoStartScheduler(false); // it is started below, when its jobs know whom to tell
            component.setProperties(properties(camel.getName(), store.clockTables()));
            camel.addComponent(COMPONENT, component);
            component.start();
            Scheduler scheduler = component.getScheduler();
            Timetable timetable = new Timetable(store.deployments(), ordering, clock, note);
            QuartzClock made = new QuartzClock(camel, scheduler, timetable, clock, note);
            scheduler.getContext().put(Bell.CLOCK, made);
            scheduler.addJob(BELL, true);
            made.reconcile();
            scheduler.start();
            long nanos = often.toNanos();
            requireNonNull(made.often.scheduleWithFixedDelay(made::reconcile, nanos, nanos, TimeUnit.NANOSECONDS));
            return made;
        } catch (SchedulerException e) {
            camel.removeComponent(COMPONENT);
            throw down(e);
        }
    }

    private static Map<String, Object> properties(String name, Optional<QuartzTables> tables) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "org.quartz.scheduler.instanceName", tables.isPresent() ? "wadi" : "wadi-" + name,
                "org.quartz.scheduler.skipUpdateCheck", "true",
                "org.quartz.scheduler.makeSchedulerThreadDaemon", "true",
                "org.quartz.scheduler.idleWaitTime", "5000",
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "8",
                "org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool",
                "org.quartz.threadPool.threadCount", "4",
                "org.quartz.threadPool.makeThreadsDaemons", "true",
                "org.quartz.jobStore.misfireThreshold", "60000"));
        all.put("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        tables.ifPresent(store -> all.putAll(store.properties()));
        return all;
    }

    /** Looks at all deployments now: something was deployed, held or let go. */
    public void reconcile() {
        guarded(() -> {
            Map<String, Rings.Awaited> awaited = timetable.look();
            Rings rings = Rings.of(awaited, set(), clock.instant());
            if (!rings.needless().isEmpty()) {
                scheduler.unscheduleJobs(
                        rings.needless().stream().map(QuartzClock::key).toList());
            }
            if (!rings.missing().isEmpty()) {
                Set<Trigger> triggers =
                        rings.missing().stream().map(QuartzClock::trigger).collect(Collectors.toSet());
                scheduler.scheduleJobs(Map.of(BELL, triggers), true);
            }
        });
    }

    /** The same, without being waited for. */
    public void soon() {
        if (!often.isShutdown()) {
            often.execute(this::reconcile);
        }
    }

    /** A clock rang, here or, for a node that died since, there. */
    void rang(Ring ring) {
        guarded(() -> {
            Optional<Ring> next = timetable.look(ring);
            if (next.isPresent()) {
                try {
                    scheduler.scheduleJob(trigger(next.get()));
                } catch (ObjectAlreadyExistsException e) {
                    return; // another node was faster
                }
            }
        });
    }

    /** The instants that Quartz has triggers for. */
    Set<Ring> set() throws SchedulerException {
        Set<Ring> all = new HashSet<>();
        for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.groupStartsWith(GROUP))) {
            all.add(new Ring(key.getGroup().substring(GROUP.length()), Instant.parse(key.getName())));
        }
        return all;
    }

    private static TriggerKey key(Ring ring) {
        return new TriggerKey(ring.at().toString(), GROUP + ring.deployment());
    }

    /** Quartz counts milliseconds: never before the instant. */
    private static Trigger trigger(Ring ring) {
        return TriggerBuilder.newTrigger()
                .withIdentity(key(ring))
                .forJob(BELL)
                .usingJobData(Bell.DEPLOYMENT, ring.deployment())
                .usingJobData(Bell.AT, ring.at().toString())
                .startAt(Date.from(ring.at().plusNanos(999_999)))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
                .build();
    }

    private interface Work {
        void run() throws SchedulerException;
    }

    /** A store that is down is looked at again in a few seconds; what is due meanwhile is late, not lost. */
    private void guarded(Work work) {
        try {
            work.run();
        } catch (SchedulerException | Failure e) {
            note.accept("schedules: " + e.getMessage());
        } catch (RuntimeException e) {
            note.accept("schedules: " + e);
        }
    }

    private static TransientFailure down(SchedulerException e) {
        return new TransientFailure(
                Explanation.of("the scheduler does not start: " + e.getMessage())
                        .fix("look at wadi.store.url and the database, then start the server again"),
                e);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for what is being seen to. */
    @Override
    public void close() {
        often.shutdown();
        try {
            if (!often.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                note.accept("schedules: the run store has not answered for " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        camel.removeComponent(COMPONENT);
    }
}
