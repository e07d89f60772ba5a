package io.wadi.model;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How time is let pass: before a request is tried again, or a file that is held is looked at again. */
@FunctionalInterface
public interface Pause {
    /** Waits; a cancelled deadline ends it at once. */
    Pause REAL = (time, deadline) -> {
        CountDownLatch woken = new CountDownLatch(1);
        Deadline.Registration registration = deadline.onCancel(woken::countDown);
        try {
            if (woken.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                deadline.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("interrupted while waiting");
        } finally {
            registration.close();
        }
    };

    void pause(Duration time, Deadline deadline);
}
