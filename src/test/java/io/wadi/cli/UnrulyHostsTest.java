package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.simulator.UnrulyApi;
import io.wadi.testing.Reply;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that end while pages are read, and pages that are at another host. */
class UnrulyHostsTest {
    private static final String[] OPTIONS = {
        Unruly.CURSOR, "auth: bearer", "credentials: shop", "header.X-Tenant: t0p+secret"
    };

    @TempDir
    private Path home;

    private Unruly run;

    @BeforeEach
    void open() {
        run = new Unruly(home, OPTIONS);
    }

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aTokenThatEndsInTheMiddle(int status) {
        run.api.behaves(asked ->
                asked.page() >= 6 && asked.request().header("Authorization").equals(Optional.of("Bearer t0p+secret"))
                        ? Reply.of(status, "expired: t0p+secret")
                        : asked.honestly());
        run.failsAndHeals(
                false,
                () -> run.project.environment.put("SHOP_TOKEN", "another"),
                "page=6 answered " + status,
                "check the credentials shop, looked for as shop.token in the environment (SHOP_TOKEN)");
        assertThat(run.api.asked()).as("the refusal is not repeated").isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aPageThatMovedToAnotherHost(int status) {
        try (UnrulyApi other = new UnrulyApi()) {
            other.has(200);
            run.succeeds(asked -> asked.page() == 5
                    ? Reply.of(status, "").header("Location", other.url() + "?page=5")
                    : asked.honestly());

            assertThat(other.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers().toString())
                            .doesNotContain("t0p+secret", "Authorization", "X-Tenant"));
            assertThat(run.api.requests()).allMatch(r -> r.header("X-Tenant").isPresent());
        }
    }

    @Test
    void aPageThatMovedToAHostThatWantsCredentials() {
        try (UnrulyApi other = new UnrulyApi()) {
            other.behaves(asked -> Reply.of(401, "who?"));
            run.fails(
                    false,
                    asked -> asked.page() == 5
                            ? Reply.of(302, "").header("Location", other.url() + "?page=5")
                            : asked.honestly(),
                    "?page=5 answered 401",
                    "credentials are sent to 127.0.0.1 only");
        }
    }
}
