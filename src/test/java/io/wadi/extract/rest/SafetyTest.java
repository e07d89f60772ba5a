package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.wadi.extract.json.JsonPath;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who is not asked, how often nobody is asked, and what is not told. */
class SafetyTest {
    private static final Reply GOOD = Reply.json("{\"items\": [1]}");

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://2852039166/",
                "http://[::ffff:169.254.169.254]/",
                "https://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://100.100.100.200/",
                "http://metadata.google.internal/computeMetadata/v1/",
                "http://METADATA.google.internal./",
            })
    void metadataServicesAreNotAsked(String url) {
        assertThatThrownBy(() -> api.records(get(url)))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageEndingWith("is a link-local address or a cloud's metadata service, which is not asked");
    }

    @Test
    void neitherARedirectNorALinkLeadsThere() {
        api.server
                .on("/r", Reply.of(302, "").header("Location", "http://169.254.169.254/"))
                .on("/l", Reply.json("{\"items\": [1], \"next\": \"http://169.254.169.254/\"}"));

        for (String path : List.of("/r", "/l")) {
            assertThatThrownBy(() -> api.records(api.get(path, new Paginator.JsonLink(JsonPath.parse("$.next")))))
                    .isInstanceOf(TerminalFailure.class)
                    .hasMessageStartingWith("169.254.169.254 is a link-local address");
        }
    }

    @Test
    void aSourceThatIsMeantToBeThereCanBeAsked() {
        api.allowLinkLocal = true;
        api.tries = 1;

        assertThatThrownBy(() -> api.records(get("http://[fe80::1]:1/"))).isInstanceOf(TransientFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"})
    void aLinkOfAnotherKindIsNotFollowed(String link) {
        api.server.on("/l", Reply.json("{\"items\": [1], \"next\": \"" + link + "\"}"));

        assertThatThrownBy(() -> api.records(api.get("/l", new Paginator.JsonLink(JsonPath.parse("$.next")))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("is not an address of the web");
    }

    @Test
    void aRunHasABudgetOfRetriesForAllItsRequestsAndAttempts() {
        api.budget = new Budget(3);
        api.server.on("/a", Reply.of(503, ""));

        assertThatThrownBy(() -> api.records(api.get("/a", new Paginator.SinglePage())))
                .hasMessageEndingWith(" answered 503, tried 3 times");
        assertThatThrownBy(() -> api.records(api.get("/a", new Paginator.SinglePage())))
                .isInstanceOf(TransientFailure.class)
                .hasMessageEndingWith(" answered 503, tried 2 times, and the run's 3 retries are used up");
        assertThatThrownBy(() -> api.records(api.get("/a", new Paginator.SinglePage())))
                .hasMessageEndingWith(" answered 503, tried once, and the run's 3 retries are used up");
        assertThat(api.server.count("/a")).isEqualTo(6);
    }

    @Test
    void aLongRunEarnsRetries() {
        Budget budget = new Budget(1);
        for (int i = 0; i < 20; i++) {
            budget.answered();
        }
        assertThat(budget.spend() && budget.spend() && budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();
        assertThat(new Budget(0).spend()).isFalse();
    }

    @Test
    void anApiKeyGoesIntoACookieBesideOthers() {
        api.secrets(Map.of("shop.api-key", "k3y"))
                .server
                .on("/a", Reply.json("{\"items\": [1], \"next\": \"?p=2\"}").header("Set-Cookie", "session=1"), GOOD);
        RestResource resource = new RestResource(
                new RestTemplate(api.server.url("/a").toString(), Map.of(), Map.of("Cookie", "theme=dark")),
                Optional.empty(),
                new Paginator.JsonLink(JsonPath.parse("$.next")),
                Optional.empty(),
                Optional.of(new Auth(Auth.Kind.API_KEY, "shop", "sid", Auth.Location.COOKIE)));

        api.records(resource);
        assertThat(api.server.requests())
                .hasSize(2)
                .allSatisfy(r -> assertThat(r.headers().get("Cookie")).containsExactly("theme=dark; sid=k3y"));
    }

    @Test
    void secretsAreInNoLogWhateverItsLevel() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        List<Appender<ILoggingEvent>> quiet = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(quiet::add);
        quiet.forEach(root::detachAppender);
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        try {
            LoggerFactory.getLogger("anybody").trace("heard");
            api.secrets(Map.of("shop.api-key", "k3y0", "shop.client-id", "ada", "shop.client-secret", "s3cr3t"));
            api.server
                    .on("/a", Reply.json("{\"items\": [1]}"))
                    .on("/token", Reply.json("{\"access_token\": \"t0k3n\"}"));
            for (Auth.Location location : Auth.Location.values()) {
                api.records(api.with(new Auth(Auth.Kind.API_KEY, "shop", "k", location), "/a"));
            }
            api.records(api.with(
                    Auth.of(
                            Auth.Kind.OAUTH2_CLIENT_CREDENTIALS,
                            "shop",
                            new Auth.OAuth2(
                                    api.server.url("/token").toString(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Auth.Client.BODY)),
                    "/a"));
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
            quiet.forEach(root::addAppender);
        }
        assertThat(api.server.requests()).hasSize(5);
        assertThat(log.list)
                .anyMatch(event -> event.getFormattedMessage().equals("heard"))
                .noneMatch(event -> event.getFormattedMessage().matches("(?s).*(k3y0|s3cr3t|t0k3n).*"));
    }

    private RestResource get(String url) {
        return api.get(new RestTemplate(url, Map.of(), Map.of()), new Paginator.SinglePage());
    }
}
