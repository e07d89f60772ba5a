package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.json.JsonPath;
import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Pages;
import io.wadi.model.Pause;
import io.wadi.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that counts never sees more than a source declares, whoever asks. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GateTest {
    private static final Stops ENDLESS = new Stops(Optional.empty(), Optional.empty(), OptionalInt.of(29), false);

    private final Api api = new Api();
    private final AtomicReference<Instant> now = new AtomicReference<>(Api.NOW);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void noSpanOfTimeHasMoreRequestsThanDeclared() {
        settableClock();
        api.limits = rate(7, Duration.ofSeconds(10));
        List<Instant> arrivals = new ArrayList<>();
        AtomicInteger turn = new AtomicInteger();
        api.server.on("/p", r -> {
            arrivals.add(now.get());
            // Answers take their time, and some are refused: what is tried again counts, too.
            now.updateAndGet(time -> time.plusMillis(170));
            return turn.incrementAndGet() % 4 == 0
                    ? Reply.of(429, "")
                    : Reply.json("{\"items\": [" + turn.get() + "]}");
        });

        assertThat(api.records(api.get("/p", new Paginator.PageNumber("page", 0, ENDLESS))))
                .hasSize(30);
        assertThat(arrivals).hasSizeGreaterThan(35);
        for (int i = 7; i < arrivals.size(); i++) {
            assertThat(Duration.between(arrivals.get(i - 7), arrivals.get(i)))
                    .as("requests %s to %s", i - 7, i)
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
        // and it is not much slower than it may be
        assertThat(Duration.between(Api.NOW, now.get())).isLessThan(Duration.ofSeconds(10 * (arrivals.size() / 7 + 2)));
    }

    @Test
    void allResourcesAndRunsShareIt() {
        settableClock();
        api.limits = rate(2, Duration.ofMinutes(1));
        api.server.on("/a", Reply.json("{\"items\": [1]}")).on("/b", Reply.json("{\"items\": [2]}"));

        for (String path : List.of("/a", "/b", "/a", "/b")) {
            api.records(api.get(path, new Paginator.SinglePage()));
        }
        assertThat(api.pauses).hasSize(1);
        assertThat(api.pauses.get(0)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
    }

    @Test
    void neverAreMoreInFlightThanDeclared() throws Exception {
        api.limits = new Limits(Optional.empty(), OptionalInt.of(3));
        AtomicInteger inFlight = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
        Semaphore full = new Semaphore(0);
        CountDownLatch go = new CountDownLatch(1);
        api.server.on("/p", r -> {
            seen.add(inFlight.incrementAndGet());
            full.release();
            go.await();
            inFlight.decrementAndGet();
            return Reply.json("{\"items\": [" + r.query().get("page") + "]}");
        });
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<List<String>>> runs = Stream.generate(() ->
                        threads.submit(() -> api.records(api.get("/p", new Paginator.PageNumber("page", 27, ENDLESS)))))
                .limit(12)
                .toList();
        full.acquire(3);
        go.countDown();
        for (Future<List<String>> run : runs) {
            assertThat(run.get()).hasSize(3);
        }
        threads.shutdown();
        assertThat(seen).hasSize(36).contains(3).allMatch(n -> n <= 3);
    }

    @Test
    void aRequestThatFailedOrWasLeftLetsOthersIn() {
        api.limits = new Limits(Optional.empty(), OptionalInt.of(1));
        String record = "{\"text\": \"" + "x".repeat(100_000) + "\"},";
        api.server
                .on(
                        "/drop",
                        Reply.drop(),
                        Reply.of(503, ""),
                        Reply.json("{\"items\": [1, ").truncatedAfter(5))
                .on(
                        "/long",
                        Reply.json("{\"items\": [" + record.repeat(99) + "1]}").stalledAfter(9_000_000))
                .on("/broken", Reply.json("{\"items\": [1}"))
                .on("/a", Reply.json("{\"items\": [1]}"));

        assertThatThrownBy(() -> api.records(api.get("/drop", new Paginator.SinglePage())));
        assertThatThrownBy(() -> api.records(api.get("/broken", new Paginator.SinglePage())));
        try (Pages pages = api.open(api.get("/long", new Paginator.SinglePage()), Deadline.none(), Optional.empty())) {
            assertThat(pages.next()).isPresent();
        }
        assertThat(api.records(api.get("/a", new Paginator.SinglePage()))).containsExactly("1");
    }

    @Test
    void aPageThatIsWorkedOnKeepsNobodyOut() {
        api.limits = new Limits(Optional.empty(), OptionalInt.of(1));
        api.server.on("/a", Reply.json("{\"items\": [1], \"next\": \"/b\"}")).on("/b", Reply.json("{\"items\": [2]}"));
        RestResource parent = api.get("/a", new Paginator.JsonLink(JsonPath.parse("$.next")));
        try (Pages pages = api.open(parent, Deadline.none(), Optional.empty())) {
            assertThat(pages.next()).isPresent();
            assertThat(api.records(api.get("/b", new Paginator.SinglePage()))).containsExactly("2");
            assertThat(Api.records(pages)).containsExactly("2");
        }
    }

    @Test
    void cancellingEndsAWaitForOthers() throws Exception {
        Deadline deadline = Deadline.none();
        Gate gate = new Gate(new Limits(Optional.empty(), OptionalInt.of(1)), InstantSource.fixed(Api.NOW), Pause.REAL);
        try (Gate.Pass first = gate.enter(deadline)) {
            Thread waiting = new Thread(() -> assertThatThrownBy(() -> gate.enter(deadline))
                    .isInstanceOf(Cancelled.class)
                    .hasMessage("stopped by a test"));
            waiting.start();
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            deadline.cancel("stopped by a test");
            waiting.join(5000);
            assertThat(waiting.isAlive()).isFalse();
        }
    }

    @Test
    void cancellingEndsAWaitForTheRate() {
        Deadline deadline = Deadline.none();
        Gate gate = new Gate(rate(1, Duration.ofHours(1)), InstantSource.fixed(Api.NOW), (time, until) -> {
            deadline.cancel("stopped by a test");
            Pause.REAL.pause(time, until);
        });
        gate.enter(deadline).close();

        assertThatThrownBy(() -> gate.enter(deadline)).isInstanceOf(Cancelled.class);
    }

    @Test
    void aRequestCountsFromItsAnswerButNotForLongerThanASecond() {
        settableClock();
        Gate gate = new Gate(rate(1, Duration.ofSeconds(10)), now::get, api.pause);

        Gate.Pass quick = gate.enter(Deadline.none());
        now.set(now.get().plusMillis(300));
        quick.answered();
        gate.enter(Deadline.none());
        assertThat(Duration.between(Api.NOW, now.get()))
                .isBetween(Duration.ofMillis(10_300), Duration.ofMillis(10_302));

        // This one is never answered.
        gate.enter(Deadline.none());
        assertThat(Duration.between(Api.NOW, now.get()))
                .isBetween(Duration.ofMillis(21_300), Duration.ofMillis(21_304));
    }

    private static Limits rate(int requests, Duration per) {
        return new Limits(Optional.of(new Limits.Rate(requests, per)), OptionalInt.empty());
    }

    /** Pauses let its time pass at once. */
    private void settableClock() {
        api.clock = now::get;
        api.pause = (time, until) -> {
            api.pauses.add(time);
            now.updateAndGet(t -> t.plus(time));
        };
    }
}
