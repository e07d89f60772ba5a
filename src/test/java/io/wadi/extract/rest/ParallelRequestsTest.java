package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.window.Windows;
import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several requests of one resource under way: nothing but the time that it takes may tell. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelRequestsTest {
    private static final Paginator TOTAL = new Paginator.PageNumber("page", 1, total());

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 32})
    void recordsAndTheirOriginsAreThoseOfOneRequestAfterTheOther(int parallel) {
        api.server.on("/p", numbered(23));
        List<String> expected = new ArrayList<>();
        for (int page = 1; page <= 23; page++) {
            expected.add("page %d of GET %s, record 1: %d".formatted(page, api.server.url("/p?page=" + page), page));
        }

        assertThat(told(api.get("/p", TOTAL).withParallel(parallel))).isEqualTo(expected);
        assertThat(api.server.count("/p")).isEqualTo(23);
    }

    @Test
    void pagesAreAskedForTogetherOnceTheTotalIsKnown() {
        CyclicBarrier four = new CyclicBarrier(4);
        api.server.on("/p", request -> {
            if (!request.query().get("page").equals("1")) {
                four.await();
            }
            return numbered(9).answer(request);
        });

        assertThat(records("/p", TOTAL, 4)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void aPageThatIsLateComesInItsPlace() {
        CountDownLatch last = new CountDownLatch(1);
        api.server.on("/p", request -> {
            if (request.query().get("page").equals("2")) {
                last.await();
            } else if (request.query().get("page").equals("6")) {
                last.countDown();
            }
            return numbered(6).answer(request);
        });

        assertThat(records("/p", TOTAL, 3)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anOffsetIsForeseenToo(int parallel) {
        api.server.on(
                "/o", r -> Reply.json("{\"total\": 9, \"items\": [" + r.query().get("offset") + "]}"));
        Stops total = new Stops(Optional.of(JsonPath.parse("$.total")), Optional.empty(), OptionalInt.empty(), true);

        assertThat(records("/o", new Paginator.Offset("offset", "limit", 0, 2, total), parallel))
                .containsExactly("0", "2", "4", "6", "8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aTotalThatIsTooLargeIsNotBelieved(int parallel) {
        api.server.on("/p", r -> {
            int page = Integer.parseInt(r.query().get("page"));
            return page > 6 ? Reply.of(404, "no such page") : page(page, page < 6, 1_000_000);
        });

        assertThatThrownBy(() -> records("/p", TOTAL, parallel))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("page=6 has no records, but by $.pages there are more");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aTotalThatGrowsAndShrinksIsFollowed(int parallel) {
        List<Integer> totals = List.of(3, 3, 7, 7, 7, 6, 99);
        api.server.on("/p", r -> {
            int page = Integer.parseInt(r.query().get("page"));
            return page(page, true, totals.get(page - 1));
        });

        assertThat(records("/p", TOTAL, parallel)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aServerThatIgnoresThePageNumberIsFoundOut(int parallel) {
        api.server.on("/p", r -> page(Math.min(3, Integer.parseInt(r.query().get("page"))), true, 9));

        assertThatThrownBy(() -> records("/p", TOTAL, parallel))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "page 4 of GET " + api.server.url("/p?page=4") + " has the same records as the page before it");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theFirstFailureInOrderIsTold(int parallel) {
        api.server.on("/p", r -> {
            int page = Integer.parseInt(r.query().get("page"));
            return page == 5 || page == 7 ? Reply.of(400, "bad " + page) : page(page, true, 20);
        });

        assertThatThrownBy(() -> records("/p", TOTAL, parallel))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("GET " + api.server.url("/p?page=5") + " answered 400: bad 5");
    }

    @Test
    void windowsAreReadTogether() {
        CyclicBarrier three = new CyclicBarrier(3);
        api.server.on("/w", r -> {
            three.await();
            return Reply.json("{\"items\": [\"" + r.query().get("from") + "\"]}");
        });
        RestTemplate template =
                new RestTemplate(api.server.url("/w").toString(), Map.of("from", "{window.start}"), Map.of());
        RestResource resource = new RestResource(
                template,
                Optional.of(JsonPath.parse("$.items")),
                new Paginator.SinglePage(),
                Optional.of(new Windows("2026-01-01", Optional.of("2026-01-06"), Optional.of("P1D"))),
                Optional.empty(),
                3,
                Optional.empty());

        assertThat(api.records(resource))
                .containsExactly(
                        "\"2026-01-01\"",
                        "\"2026-01-02\"",
                        "\"2026-01-03\"",
                        "\"2026-01-04\"",
                        "\"2026-01-05\"",
                        "\"2026-01-06\"");
    }

    @Test
    void cancellingEndsAllRequestsThatAreUnderWay() {
        Deadline deadline = Deadline.none();
        CountDownLatch never = new CountDownLatch(1);
        CyclicBarrier all = new CyclicBarrier(4);
        AtomicLong cancelledAt = new AtomicLong();
        api.server.on("/p", request -> {
            if (!request.query().get("page").equals("1")) {
                if (all.await() == 0) {
                    cancelledAt.set(System.nanoTime());
                    deadline.cancel("stopped by a test");
                }
                never.await();
            }
            return numbered(9).answer(request);
        });

        try (Pages pages = api.open(api.get("/p", TOTAL).withParallel(4), deadline, Optional.empty())) {
            assertThat(pages.next()).isPresent();
            assertThatThrownBy(pages::next).isInstanceOf(Cancelled.class).hasMessage("stopped by a test");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt.get())).isLessThan(Duration.ofSeconds(2));
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("wadi-rest"));
        assertThat(api.pauses).isEmpty();
    }

    private static ScriptedServer.Script numbered(int total) {
        return request -> page(Integer.parseInt(request.query().get("page")), true, total);
    }

    private static Reply page(int page, boolean full, int total) {
        return Reply.json("{\"pages\": %d, \"items\": [%s]}".formatted(total, full ? page : ""));
    }

    private static Stops total() {
        return new Stops(Optional.of(JsonPath.parse("$.pages")), Optional.empty(), OptionalInt.empty(), true);
    }

    private List<String> records(String path, Paginator paginator, int parallel) {
        return api.records(api.get(path, paginator).withParallel(parallel));
    }

    private List<String> told(RestResource resource) {
        List<String> told = new ArrayList<>();
        try (Pages pages = api.open(resource, Deadline.none(), Optional.empty())) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                told.add(page.get().origin().of(0) + ": "
                        + Api.records((JsonPage) page.get()).get(0));
            }
        }
        return told;
    }
}
