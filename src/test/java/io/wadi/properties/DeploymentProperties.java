package io.wadi.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.config.DeploymentJson;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.Overlap;
import io.wadi.flow.Retries;
import io.wadi.flow.Slots;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Expectation;
import io.wadi.flow.alert.Trouble;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.deploy.Wanted;
import io.wadi.flow.schedule.CronSchedule;
import io.wadi.flow.schedule.IntervalSchedule;
import io.wadi.flow.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A deployment as JSON, for any deployment. */
class DeploymentProperties {
    private static final Arbitrary<String> TEXTS = Arbitraries.strings()
            .all()
            .ofMinLength(1)
            .ofMaxLength(20)
            .filter(text -> !text.isBlank() && text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    private static final Arbitrary<String> NAMES =
            Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(9);
    private static final Arbitrary<ZoneId> ZONES = Arbitraries.of(
            ZoneOffset.UTC, ZoneId.of("Europe/London"), ZoneId.of("Australia/Lord_Howe"), ZoneId.of("Asia/Kolkata"));
    private static final Arbitrary<Duration> SPANS = Arbitraries.oneOf(
            Arbitraries.longs().between(1, 100_000).map(Duration::ofSeconds),
            Arbitraries.longs().between(1, 1_000_000_000_000L).map(Duration::ofNanos));

    private static Arbitrary<Schedule> schedules() {
        Arbitrary<String> crons = Arbitraries.of("15 * * * *", "0 15 6 ? * MON-FRI", "30 2 1 1 *", "*/5 0-4 * * 1");
        Arbitrary<Schedule> intervals = Combinators.combine(
                        Arbitraries.integers().between(1, 90),
                        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond))
                .as((minutes, anchor) ->
                        new IntervalSchedule(Duration.ofMinutes(minutes), anchor, "every " + minutes + "m"));
        return Arbitraries.oneOf(Combinators.combine(crons, ZONES).as(CronSchedule::of), intervals);
    }

    @Provide
    Arbitrary<Deployment> deployments() {
        Arbitrary<Asks> asks = Combinators.combine(
                        Arbitraries.maps(NAMES, TEXTS).ofMaxSize(4),
                        TEXTS.list().ofMaxSize(4),
                        Arbitraries.maps(NAMES, TEXTS).ofMaxSize(4),
                        TEXTS.optional())
                .as(Asks::new);
        Arbitrary<Retries> retries = Combinators.combine(
                        SPANS.list().ofMinSize(3).ofMaxSize(5),
                        Arbitraries.doubles().between(0, 1))
                .as(Retries::new);
        Arbitrary<Misfire> misfires = Combinators.combine(
                        Arbitraries.of(Misfire.Policy.class),
                        SPANS,
                        Arbitraries.integers().between(1, 99))
                .as(Misfire::new);
        Arbitrary<Slots> slots = Combinators.combine(
                        Arbitraries.integers().between(1, 99), NAMES.set().ofMaxSize(4))
                .as(Slots::new);
        Arbitrary<Deployment> some = Combinators.combine(
                        NAMES, NAMES, TEXTS.optional(), schedules().list().ofMaxSize(3), ZONES, asks, retries, SPANS)
                .as((name, pipeline, description, schedules, zone, ask, retry, timeout) -> new Deployment(
                        name,
                        pipeline,
                        description,
                        schedules,
                        zone,
                        ask,
                        retry,
                        timeout,
                        Overlap.QUEUE,
                        Misfire.USUAL,
                        Slots.ONE,
                        Set.of(),
                        Watch.NOBODY,
                        "deployment " + name));
        return Combinators.combine(
                        some,
                        Arbitraries.of(Overlap.class),
                        misfires,
                        slots,
                        TEXTS.set().ofMaxSize(4),
                        watches())
                .as((one, overlap, misfire, slot, tags, watch) -> new Deployment(
                        one.name(),
                        one.pipeline(),
                        one.description(),
                        one.schedules(),
                        one.zone(),
                        one.asks(),
                        one.retries(),
                        one.timeout(),
                        overlap,
                        misfire,
                        slot,
                        tags,
                        watch,
                        one.place()));
    }

    private static Arbitrary<Watch> watches() {
        Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9);
        Arbitrary<String> mails = names.map(name -> name + "@example.com");
        Arbitrary<Channel> channels = Combinators.combine(
                        names,
                        Arbitraries.of(Channel.Way.class),
                        names,
                        mails.list().ofMinSize(1).ofMaxSize(3),
                        mails.optional(),
                        Arbitraries.of(Trouble.class).set().ofMinSize(1))
                .as((name, way, section, to, from, on) -> way == Channel.Way.MAIL
                        ? new Channel(name, way, section, to, from, on)
                        : new Channel(name, way, section, List.of(), Optional.empty(), on));
        return Combinators.combine(
                        channels.list().ofMaxSize(3).uniqueElements(Channel::name),
                        SPANS.optional(),
                        Arbitraries.integers().between(1, 999),
                        SPANS)
                .as((all, every, rows, late) -> new Watch(all, new Expectation(every, rows / 100.0, late)));
    }

    @Property(seed = "1", tries = 2_000)
    void whatIsWrittenIsReadAgain(@ForAll("deployments") Deployment deployment) {
        Wanted wanted = DeploymentJson.wanted(deployment);
        Deployment read = DeploymentJson.read(wanted.definition());
        assertThat(read).isEqualTo(deployment);
        assertThat(DeploymentJson.wanted(read)).isEqualTo(wanted);
    }

    @Property(seed = "1", tries = 500)
    void theFingerprintsOfTwoDifferWhereTheyDo(
            @ForAll("deployments") Deployment one, @ForAll("deployments") Deployment other) {
        assertThat(DeploymentJson.wanted(one)
                        .fingerprint()
                        .equals(DeploymentJson.wanted(other).fingerprint()))
                .isEqualTo(one.equals(other));
    }
}
