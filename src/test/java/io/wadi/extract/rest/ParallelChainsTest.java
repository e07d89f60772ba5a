package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelChainsTest {
    private static final byte[] MEGABYTE = new byte[1 << 20];

    private final AtomicInteger tools = new AtomicInteger();
    private final CountDownLatch broken = new CountDownLatch(1);
    private final Deadline deadline = Deadline.none();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void pagesComeInTheOrderOfTheirChains(int parallel) {
        Stream<Function<Integer, Pages>> starts =
                IntStream.range(0, 100).mapToObj(chain -> tool -> new Counted(chain, chain % 4, () -> {}));

        List<String> expected = IntStream.range(0, 100)
                .boxed()
                .flatMap(chain -> IntStream.range(0, chain % 4).mapToObj(page -> chain + "." + page))
                .toList();
        try (Pages pages = chains(starts.iterator(), parallel)) {
            assertThat(names(pages)).isEqualTo(expected);
        }
        assertThat(tools).hasValueBetween(1, parallel);
    }

    @Test
    void chainsAreReadAtTheSameTime() {
        CyclicBarrier four = new CyclicBarrier(4);
        Stream<Function<Integer, Pages>> starts =
                IntStream.range(0, 40).mapToObj(chain -> tool -> new Counted(chain, 1, () -> four.await()));

        try (Pages pages = chains(starts.iterator(), 4)) {
            assertThat(names(pages)).hasSize(40);
        }
    }

    @Test
    void aChainThatIsNotFirstReadsAheadUpToItsLimitOnly() {
        int limit = (int) (ParallelChains.AHEAD / MEGABYTE.length);
        CountDownLatch full = new CountDownLatch(limit);
        AtomicInteger made = new AtomicInteger();
        Function<Integer, Pages> first = tool -> new Counted(1, 1, full::await);
        Function<Integer, Pages> second = tool -> new Counted(2, 10 * limit, () -> {
            made.incrementAndGet();
            full.countDown();
        });

        int taken = 0;
        try (Pages pages = chains(List.of(first, second).iterator(), 2)) {
            while (pages.next().isPresent()) {
                // one waits to be put, and one is being made
                assertThat(made.get() - taken).isLessThanOrEqualTo(limit + 2);
                taken++;
            }
        }
        assertThat(taken).isEqualTo(1 + 10 * limit);
    }

    @Test
    void noMoreChainsAreDrawnThanTheWindowHas() {
        AtomicInteger drawn = new AtomicInteger();
        Stream<Function<Integer, Pages>> starts = IntStream.range(0, 100).mapToObj(chain -> {
            drawn.incrementAndGet();
            return tool -> new Counted(chain, 1, () -> {});
        });
        try (Pages pages = chains(starts.iterator(), 3)) {
            for (int taken = 0; pages.next().isPresent(); taken++) {
                assertThat(drawn.get() - taken).isLessThanOrEqualTo(3 * ParallelChains.WINDOW);
            }
        }
    }

    @Test
    void theFirstFailureInOrderIsToldAndEndsTheOthers() {
        CountDownLatch later = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Stream<Function<Integer, Pages>> starts = IntStream.range(0, 1000).mapToObj(chain -> tool -> {
            begun.incrementAndGet();
            return new Counted(chain, 2, () -> {
                if (chain == 3) {
                    later.countDown();
                    throw failure("the later one");
                } else if (chain == 2) {
                    later.await();
                    throw failure("the earlier one");
                }
            });
        });

        List<String> names = new ArrayList<>();
        try (Pages pages = chains(starts.iterator(), 4)) {
            assertThatThrownBy(() -> names(pages, names)).hasMessage("the earlier one");
        }
        assertThat(names).containsExactly("0.0", "0.1", "1.0", "1.1");
        assertThat(begun).hasValueLessThan(20);
        assertThat(threads()).isEmpty();
    }

    @Test
    void aFailureToDrawComesAfterWhatWasDrawnBefore() {
        Stream<Function<Integer, Pages>> starts = IntStream.range(0, 100).mapToObj(chain -> {
            if (chain == 2) {
                throw failure("a parent's record");
            }
            return tool -> new Counted(chain, 1, () -> {});
        });

        List<String> names = new ArrayList<>();
        try (Pages pages = chains(starts.iterator(), 4)) {
            assertThatThrownBy(() -> names(pages, names)).hasMessage("a parent's record");
        }
        assertThat(names).containsExactly("0.0", "1.0");
    }

    @Test
    void closingBreaksWhatIsUnderWayAndLeavesNoThread() {
        Stream<Function<Integer, Pages>> starts = IntStream.range(0, 100)
                .mapToObj(chain -> tool -> new Counted(chain, 1, () -> {
                    if (chain > 0) {
                        broken.await();
                    }
                }));
        try (Pages pages = chains(starts.iterator(), 4)) {
            assertThat(pages.next()).isPresent();
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void cancellingWakesWhoeverWaitsForAPage() {
        Stream<Function<Integer, Pages>> starts = IntStream.range(0, 100)
                .mapToObj(chain -> tool -> new Counted(chain, 1, () -> {
                    if (chain == 3) {
                        deadline.cancel("stopped by a test");
                    }
                    broken.await();
                }));
        try (Pages pages = chains(starts.iterator(), 4)) {
            assertThatThrownBy(pages::next).isInstanceOf(Cancelled.class).hasMessage("stopped by a test");
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void aChainCanBeTheLastThatIsWanted() {
        Stream<Function<Integer, Counted>> starts =
                IntStream.range(0, 100).mapToObj(chain -> tool -> new Counted(chain, 1, () -> {}));
        try (Pages pages =
                new ParallelChains<>(starts.iterator(), 4, new Numbered(), chain -> chain.chain < 2, deadline)) {
            assertThat(names(pages)).containsExactly("0.0", "1.0", "2.0");
            assertThat(pages.next()).isEmpty();
        }
    }

    private Pages chains(Iterator<Function<Integer, Pages>> starts, int parallel) {
        return new ParallelChains<>(starts, parallel, new Numbered(), chain -> true, deadline);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("wadi-rest"))
                .toList();
    }

    private static List<String> names(Pages pages) {
        return names(pages, new ArrayList<>());
    }

    private static List<String> names(Pages pages, List<String> names) {
        for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
            names.add(page.get().origin().what());
        }
        return names;
    }

    private static TerminalFailure failure(String what) {
        return new TerminalFailure(Explanation.of(what));
    }

    private final class Numbered implements ParallelChains.Tools<Integer> {
        @Override
        public Integer take() {
            return tools.incrementAndGet();
        }

        @Override
        public void close() {
            broken.countDown();
        }
    }

    private interface Step {
        void pass() throws Exception;
    }

    /** Pages of a megabyte that are named by their chain and number. */
    private static final class Counted implements Pages {
        private final int chain;
        private final int count;
        private final Step before;
        private int page;

        Counted(int chain, int count, Step before) {
            this.chain = chain;
            this.count = count;
            this.before = before;
        }

        @Override
        public Optional<Page> next() {
            if (page == count) {
                return Optional.empty();
            }
            try {
                before.pass();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return Optional.of(JsonPage.of(MEGABYTE, 1, new Origin(chain + "." + page++, "record", 1)));
        }

        @Override
        public void close() {}
    }
}
