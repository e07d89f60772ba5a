package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.simulator.UnrulyApi.Asked;
import io.wadi.testing.RawServer;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that never end, and tokens that do. */
class UnrulySessionsTest {
    @TempDir
    private Path home;

    private final ScriptedServer tokens = ScriptedServer.start();
    private final AtomicInteger issued = new AtomicInteger();
    private Unruly run;

    @BeforeEach
    void open() {
        tokens.on(
                "/token",
                request -> Reply.json("{\"access_token\":\"tok-" + issued.incrementAndGet()
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
        run = new Unruly(home, Unruly.CURSOR);
    }

    @AfterEach
    void close() {
        run.close();
        tokens.close();
    }

    /** A byte now and then, so that no wait for the next one is long; the answer would take hours. */
    @Test
    void anAnswerThatDrips() {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer raw = RawServer.start((target, out) -> {
            int page = Integer.parseInt(target.replaceFirst(".*page=", "").replaceFirst("/.*", "1"));
            byte[] json = run.api.orders().page(page).json().getBytes(StandardCharsets.UTF_8);
            out.write(
                    ("HTTP/1.1 200 OK\r\nContent-Length: " + json.length + "\r\nConnection: close\r\n\r\n").getBytes());
            for (int i = 0; page == 7 && i < json.length && !never.await(100, TimeUnit.MILLISECONDS); i++) {
                out.write(json, i, 1);
            }
            out.write(json);
        })) {
            run.reads(raw.url("/orders"), Unruly.CURSOR, "totalTimeout: 3s", "retries: 0");
            run.failsAndHeals(
                    true,
                    () -> run.reads(run.api.url(), Unruly.CURSOR),
                    "page=7",
                    "no whole answer within 3 s (totalTimeout)");
        }
    }

    @Test
    void anAnswerThatStalls() {
        run.reads(run.api.url(), Unruly.CURSOR, "readTimeout: 2s", "retries: 0");
        run.fails(
                true,
                asked -> asked.page() == 7 ? asked.honestly().stalledAfter(300) : asked.honestly(),
                "page=7",
                "(readTimeout)");
    }

    private void withTokens() {
        run.project.environment.put("SHOP_CLIENT_ID", "wadi");
        run.project.environment.put("SHOP_CLIENT_SECRET", "t0p+secret");
        run.reads(
                run.api.url(),
                Unruly.CURSOR,
                "auth: oauth2_client_credentials",
                "credentials: shop",
                "tokenUrl: " + tokens.url("/token"));
    }

    private static boolean bears(Asked asked, String token) {
        return asked.request().header("Authorization").orElse("").equals("Bearer " + token);
    }

    @Test
    void aTokenThatIsRenewedInTheMiddle() {
        withTokens();
        run.succeeds(
                asked -> bears(asked, asked.page() < 6 ? "tok-1" : "tok-2") ? asked.honestly() : Reply.of(401, ""));

        assertThat(issued).hasValue(2);
        assertThat(run.api.asked()).as("ten pages, one of them twice").isEqualTo(11);
        assertThat(tokens.requests().toString()).doesNotContain("page=");
    }

    @Test
    void aTokenThatIsRenewedInVain() {
        withTokens();
        run.fails(
                false,
                asked -> asked.page() < 6 ? asked.honestly() : Reply.of(401, "t0p+secret tok-2"),
                "page=6 answered 401",
                "shop");
    }
}
