package io.wadi.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.run.RunState;
import io.wadi.server.Served;
import io.wadi.server.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Health, readiness and metrics, as machines ask for them. */
class ObservedTest extends OverHttp {
    @Test
    void itIsReadyWhenStoreAndSchedulerAre() throws Exception {
        start(Tokens.NONE);
        assertThat(observe("/health/ready").statusCode()).isEqualTo(200);
        served.trouble = Optional.of("the scheduler has stopped");
        HttpResponse<String> down = observe("/health/ready");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).contains("the scheduler has stopped");
        assertThat(observe("/health/live").statusCode()).isEqualTo(200);
        assertThat(observe("/health").statusCode()).isEqualTo(503);

        served.trouble = Optional.empty();
        served.store.close();
        HttpResponse<String> gone = observe("/health/ready");
        assertThat(gone.statusCode()).isEqualTo(503);
        assertThat(gone.body()).contains("the run store does not answer").doesNotContain("Exception", "at io.wadi");
        assertThat(observe("/metrics").body()).contains("wadi_store_up 0.0");
    }

    @Test
    void thatItLivesIsSaidWhileItWaitsForAnAnswerOfItsStore() throws Exception {
        int port = start(Tokens.NONE).observedPort();
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        served.asked = () -> {
            waits.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        CompletableFuture<HttpResponse<String>> ready = client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/health/ready"))
                        .build(),
                BodyHandlers.ofString());
        try {
            assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/health/live"))
                                    .timeout(Duration.ofSeconds(4)))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ready).isNotDone();
        } finally {
            answered.countDown();
        }
        assertThat(ready.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void healthTellsNoMoreThanItShould() throws Exception {
        start(Tokens.NONE);
        assertThat(observe("/health?exposureLevel=full&stackTrace=true&data=true")
                        .statusCode())
                .isEqualTo(400);
        ApiServer started = server.orElseThrow();
        for (String path :
                new String[] {"/q/dev", "/q/send", "/q/upload/x", "/q/download", "/q/jolokia", "/observe/info"}) {
            String answer = raw(started.observedPort(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(answer).as(path).contains("404");
        }
    }

    @Test
    void withTokensMetricsNeedOneHoweverTheyAreCalledAndHealthDoesNot() throws Exception {
        ApiServer started = start(Served.TOKENS);
        assertThat(observe("/health/ready").statusCode()).isEqualTo(200);
        assertThat(observe("/metrics").statusCode()).isEqualTo(401);
        for (String path : new String[] {
            "/observe/health/../metrics", "/observe/health/%2e%2e/metrics", "/observe//metrics", "/observe/./metrics"
        }) {
            assertThat(raw(started.observedPort(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .as(path)
                    .contains("401");
        }
    }

    @Test
    void whatHappensIsMeasured() throws Exception {
        RunMeters meters = start(Tokens.NONE).meters();
        meters.ended(served.ended(RunState.FAILED));
        meters.alertFailed("slack");
        served.run();
        String metrics = observe("/metrics").body();
        assertThat(metrics)
                .contains(
                        "wadi_runs_total{deployment=\"products\",state=\"Failed\"} 1.0",
                        "wadi_run_duration_seconds_count{deployment=\"products\"} 1",
                        "wadi_rows_total{deployment=\"products\"} 0.0",
                        "wadi_alerts_failed_total{channel=\"slack\"} 1.0",
                        "wadi_runs_open{state=\"Queued\"} 1.0",
                        "wadi_store_up 1.0",
                        "jvm_memory_used_bytes");
    }
}
