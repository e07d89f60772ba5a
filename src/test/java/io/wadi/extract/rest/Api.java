package io.wadi.extract.rest;

import io.wadi.extract.json.JsonPath;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Pause;
import io.wadi.model.Value;
import io.wadi.testing.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;

/** A server whose answers a test writes, and resources that read it through Camel; pauses are noted, not waited. */
final class Api implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    final ScriptedServer server = ScriptedServer.start();
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Shared shared = new Shared();
    InstantSource clock = InstantSource.fixed(NOW);
    Pause pause = (time, until) -> pauses.add(time);
    int tries = 3;
    Timeouts timeouts = Timeouts.USUAL;
    boolean allowLinkLocal;
    Limits limits = Limits.NONE;
    Budget budget = new Budget(Budget.USUAL);
    Reactions reactions = Reactions.NONE;
    private Map<String, String> secrets = Map.of();

    Api() {
        camel.disableJMX();
        camel.start();
    }

    Api secrets(Map<String, String> values) {
        secrets = values;
        return this;
    }

    RestResource with(Auth auth, String path) {
        return new RestResource(
                new RestTemplate(server.url(path).toString(), Map.of(), Map.of()),
                Optional.of(JsonPath.parse("$.items")),
                new Paginator.JsonLink(JsonPath.parse("$.next")),
                Optional.empty(),
                Optional.of(auth));
    }

    RestResource get(String path, Paginator paginator) {
        return new RestResource(
                new RestTemplate(server.url(path).toString(), Map.of(), Map.of()),
                Optional.of(JsonPath.parse("$.items")),
                paginator,
                Optional.empty(),
                Optional.empty());
    }

    RestResource get(RestTemplate request, Paginator paginator) {
        return new RestResource(request, Optional.empty(), paginator, Optional.empty(), Optional.empty());
    }

    Pages open(RestResource resource, Deadline deadline, Optional<Value> cursorStart) {
        return resource.open(new Extraction(cursorStart, clock.instant(), deadline), client());
    }

    /** As one resource of many would have it. */
    RestClient client() {
        SecretSource found = new SecretSource() {
            @Override
            public Optional<String> find(String section, String key) {
                return Optional.ofNullable(secrets.get(section + "." + key));
            }

            @Override
            public String places(String section, String key) {
                return "the map of the test";
            }
        };
        Retry retry = new Retry(tries, pause, clock, new Random(1));
        Transport transport = new CamelHttp(camel, timeouts, allowLinkLocal);
        return new RestClient(
                shared.limited(transport, "source", limits, retry),
                found,
                retry,
                new Commons("source", shared, budget),
                reactions);
    }

    List<String> records(RestResource resource) {
        return records(resource, Optional.empty());
    }

    List<String> records(RestResource resource, Optional<Value> cursorStart) {
        try (Pages pages = open(resource, Deadline.none(), cursorStart)) {
            return records(pages);
        }
    }

    static List<String> records(Pages pages) {
        List<String> records = new ArrayList<>();
        for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
            records.addAll(records((JsonPage) page.get()));
        }
        return records;
    }

    static List<String> records(JsonPage page) {
        return List.of(new String(page.bytes(), page.from(), page.length(), StandardCharsets.UTF_8).split("\n"));
    }

    @Override
    public void close() {
        camel.stop();
        server.close();
    }
}
