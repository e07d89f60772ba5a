package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Pages;
import io.wadi.model.Pause;
import io.wadi.testing.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancelling ends whatever a resource waits for, within the time a person would wait. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancelTest {
    private final Api api = new Api();
    private final Deadline deadline = Deadline.none();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicLong cancelledAt = new AtomicLong();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void endsARequestThatIsNotAnswered() {
        CountDownLatch never = new CountDownLatch(1);
        api.server.on("/slow", request -> {
            asked.countDown();
            never.await();
            return Reply.json("[]");
        });
        assertCancelled("/slow");
    }

    @Test
    void endsABodyThatStalls() {
        api.server.on("/stall", request -> {
            asked.countDown();
            return Reply.json("{\"items\": [{\"a\": 1}, {\"b\": 2}]}").stalledAfter(20);
        });
        assertCancelled("/stall");
    }

    @Test
    void endsTheWaitBeforeAnotherTry() {
        Thread canceller = new Thread(() -> deadline.cancel("stopped by a test"));
        canceller.start();
        assertThatThrownBy(() -> Pause.REAL.pause(Duration.ofMinutes(5), deadline))
                .isInstanceOf(Cancelled.class)
                .hasMessage("stopped by a test");
    }

    @Test
    void asksNothingOnceItIsCancelled() {
        api.server.on("/a", Reply.json("{\"items\": []}"));
        try (Pages pages = open("/a")) {
            deadline.cancel("stopped by a test");
            assertThatThrownBy(pages::next).isInstanceOf(Cancelled.class);
        }
        assertThat(api.server.count("/a")).isZero();
    }

    private void assertCancelled(String path) {
        Thread canceller = new Thread(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancelledAt.set(System.nanoTime());
            deadline.cancel("stopped by a test");
        });
        canceller.start();
        try (Pages pages = open(path)) {
            assertThatThrownBy(pages::next).isInstanceOf(Cancelled.class).hasMessage("stopped by a test");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt.get())).isLessThan(Duration.ofSeconds(2));
        assertThat(api.pauses).isEmpty();
        assertThat(api.server.count(path)).isEqualTo(1);
    }

    private Pages open(String path) {
        return api.open(api.get(path, new Paginator.SinglePage()), deadline, Optional.empty());
    }
}
