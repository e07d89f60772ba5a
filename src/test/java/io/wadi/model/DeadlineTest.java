package io.wadi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<String> woken = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @AfterEach
    void stopTheTimer() {
        timer.shutdownNow();
    }

    @Test
    void cancellingWakesEachRegisteredOneOnce() {
        Deadline deadline = Deadline.none();
        deadline.onCancel(() -> woken.add("first"));
        deadline.onCancel(() -> woken.add("second"));

        deadline.cancel("stopped by the operator");
        deadline.cancel("and again");

        assertThat(woken).containsExactly("first", "second");
        assertThat(deadline.isCancelled()).isTrue();
        assertThatThrownBy(deadline::check).isInstanceOf(Cancelled.class).hasMessage("stopped by the operator");
    }

    @Test
    void whoeverRegistersAfterTheCancelIsWokenAtOnce() {
        Deadline deadline = Deadline.none();
        deadline.cancel("stopped");

        Deadline.Registration late = deadline.onCancel(() -> woken.add("late"));

        assertThat(woken).containsExactly("late");
        late.close();
        deadline.cancel("again");
        assertThat(woken).containsExactly("late");
    }

    @Test
    void aClosedRegistrationIsNotWoken() {
        Deadline deadline = Deadline.none();
        deadline.onCancel(() -> woken.add("gone")).close();
        deadline.onCancel(() -> woken.add("still here"));

        deadline.cancel("stopped");

        assertThat(woken).containsExactly("still here");
    }

    @Test
    void oneThatCannotBeWokenDoesNotKeepTheOthersAsleep() {
        Deadline deadline = Deadline.none();
        deadline.onCancel(() -> {
            throw new IllegalStateException("closed already");
        });
        deadline.onCancel(() -> woken.add("other"));

        assertThatCode(() -> deadline.cancel("stopped")).doesNotThrowAnyException();

        assertThat(woken).containsExactly("other");
    }

    @Test
    void itEndsWhenTheClockHasPassedTheLimit() {
        Deadline deadline = Deadline.after(Duration.ofHours(1), () -> now, timer);

        now = now.plus(Duration.ofHours(1));
        assertThatCode(deadline::check).doesNotThrowAnyException();
        now = now.plusNanos(1);
        assertThatThrownBy(deadline::check)
                .isInstanceOf(Cancelled.class)
                .hasMessage("timed out at 2026-03-01T13:00:00Z");
    }

    @Test
    void theTimerWakesThoseThatBlock() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        Deadline deadline = Deadline.after(Duration.ofMillis(1), () -> now, timer);
        deadline.onCancel(blocked::countDown);

        assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(deadline::check).isInstanceOf(Cancelled.class).hasMessageContaining("timed out after");
    }

    @Test
    void cancellingTakesTheAlarmBack() throws Exception {
        Deadline deadline = Deadline.after(Duration.ofHours(1), () -> now, timer);
        assertThat(timer.getQueue()).hasSize(1);

        deadline.cancel("stopped");

        timer.purge();
        assertThat(timer.getQueue()).isEmpty();
        assertThatThrownBy(deadline::check).hasMessage("stopped");
    }
}
