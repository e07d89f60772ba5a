package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.model.Cursor;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.Hints;
import io.wadi.model.Pages;
import io.wadi.model.Value;
import io.wadi.model.WriteDisposition;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes that come with Wadi. */
class ExampleRoutesTest {
    private static final Path HOME = Path.of(System.getProperty("wadi.home", "."));
    private static final Instant NOW = Instant.parse("2001-03-01T10:00:00Z");

    private final ScriptedServer server = ScriptedServer.start();
    private final List<LoadOptions> loads = new ArrayList<>();
    private final List<Hints> hints = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void nothingIsWrongInThem() {
        assertThat(RouteFiles.read(RouteFiles.folder(HOME)).problems()).isEmpty();
    }

    @Test
    void currenciesBecomeRowsOfCodeAndName() {
        server.on("/v1/currencies", Reply.json("{\"EUR\": \"Euro\", \"PLN\": \"Zloty\"}"));

        assertThat(run("currencies", Map.of(), Optional.empty()))
                .containsExactly("{\"code\":\"EUR\",\"name\":\"Euro\"}", "{\"code\":\"PLN\",\"name\":\"Zloty\"}");
        assertThat(loads)
                .containsExactly(new LoadOptions("currencies", Optional.of("reference"), Optional.of("snowflake")));
        assertThat(hints.get(0).disposition()).isEqualTo(WriteDisposition.REPLACE);
    }

    @Test
    void ratesAreAskedForYearByYearAndPageByPage() {
        server.on("/v1/rates", ExampleRoutesTest::rates);

        List<String> records = run("exchange-rates", Map.of(), Optional.of(new Value.Text("1999-01-04")));

        assertThat(server.requests().stream()
                        .map(r -> r.query().get("from") + " " + r.query().get("to") + " "
                                + r.query().get("page")))
                .containsExactlyInAnyOrder(
                        "1999-01-04 2000-01-03 1",
                        "1999-01-04 2000-01-03 2",
                        "2000-01-04 2001-01-03 1",
                        "2000-01-04 2001-01-03 2",
                        "2001-01-04 2001-03-01 1",
                        "2001-01-04 2001-03-01 2");
        assertThat(records).hasSize(6);
        assertThat(hints.get(0).columns().get("rate").type()).contains(DataType.DOUBLE);
    }

    @Test
    void ratesBeginWhereTheParameterSays() {
        server.on("/v1/rates", ExampleRoutesTest::rates);
        run("exchange-rates", Map.of(), Optional.of(new Value.Text("2001-01-01")));
        run("exchange-rates", Map.of("start", "2001-02-01"), Optional.of(new Value.Text("2001-02-01")));

        assertThat(hints.stream().map(h -> h.cursor().flatMap(Cursor::initial).orElseThrow()))
                .containsExactly(new Value.Text("1999-01-04"), new Value.Text("2001-02-01"));
        Cursor cursor = hints.get(0).cursor().orElseThrow();
        assertThat(cursor.path()).isEqualTo("date");
        assertThat(cursor.lag()).isEqualByComparingTo("7");
        assertThat(cursor.duplicates()).isEqualTo(Cursor.Duplicates.WINDOW);
    }

    private static Reply rates(Request request) {
        String page = request.query().getOrDefault("page", "");
        return Reply.json("{\"page\":" + page + ",\"pages\":2,\"total\":2,\"rates\":[{\"date\":\""
                + request.query().get("from") + "\",\"currency\":\"C" + page + "\",\"rate\":1.5}]}");
    }

    private List<String> run(String pipeline, Map<String, String> parameters, Optional<Value> cursorStart) {
        Map<String, String> addresses = Map.of(
                "currencies.url", server.url().toString(),
                "exchange-rates.url", server.url().toString());
        List<String> records = new ArrayList<>();
        try (WadiContext context = WadiContext.start(
                RouteFiles.read(RouteFiles.folder(HOME)),
                pipeline,
                Settings.read(HOME, addresses, Map.of()),
                Secrets.ofEnvironment(Map.of()),
                new Retry(3, (time, deadline) -> {}, InstantSource.fixed(NOW), new Random(1)))) {
            context.run(
                    Project.loading((source, options) -> {
                        loads.add(options);
                        source.resources().forEach(resource -> {
                            hints.add(resource.hints());
                            try (Pages pages =
                                    resource.opener().open(new Extraction(cursorStart, NOW, Deadline.none()))) {
                                Project.forEach(
                                        pages,
                                        page -> records.addAll(List.of(new String(
                                                        page.bytes(),
                                                        page.from(),
                                                        page.length(),
                                                        StandardCharsets.UTF_8)
                                                .split("\n"))));
                            }
                        });
                    }),
                    parameters);
        }
        return records;
    }
}
