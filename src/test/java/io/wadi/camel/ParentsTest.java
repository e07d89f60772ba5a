package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources that are asked for with the records of another one. */
class ParentsTest {
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void eachRecordOfTheParentIsAskedWithInItsOrder(int parallel) throws Exception {
        server.on("/orders", Reply.json("""
                {"items": [{"id": "a/b ü", "at": 1.50, "customer": {"id": 7, "tags": [1]}}], "next": "/orders2"}"""));
        server.on("/orders2", Reply.json("{\"items\": [{\"id\": 2, \"at\": null, \"customer\": {\"id\": 8}}]}"));
        server.on("/orders/a/b ü/lines", Reply.json("[{\"n\": 1}, {\"n\": 2}]"));
        server.on("/orders/2/lines", Reply.json("[{\"n\": 3}]"));
        LoadedRun run = run("""
                - to:
                    uri: wadi-rest:lines
                    parameters:
                      url: %s/orders/{parent.id}/lines
                      query.c: "x{parent.customer.id}&"
                      header.X-Customer: "{parent.customer.id}"
                      parent: orders
                      parentFields: id, at
                      parallel: %d
                - to: wadi-rest:orders?url=%s/orders&dataSelector=$.items
                """.formatted(server.url(), parallel, server.url()));

        assertThat(run.rows("SELECT n, _orders_id, _orders_at FROM d.lines ORDER BY n"))
                .containsExactly("1 a/b ü 1.5", "2 a/b ü 1.5", "3 2 null");
        assertThat(server.requests().get(2).target())
                .isIn("/orders/a%2Fb%20%C3%BC/lines?c=x7%26", "/orders/2/lines?c=x8%26");
        assertThat(server.requests("/orders/2/lines").get(0).header("X-Customer"))
                .contains("8");
        assertThat(run.records()).containsOnly(Map.entry("orders", 2L), Map.entry("lines", 3L));
    }

    @Test
    void aBodyIsMadeOfTheParentsRecordsToo() throws Exception {
        server.on("/a", Reply.json("[{\"id\": 1}, {\"id\": 2}]"));
        server.on("/search", r -> Reply.json("[" + r.body() + "]"));
        LoadedRun run = run("""
                - to: wadi-rest:a?url=%1$s/a
                - to:
                    uri: wadi-rest:b
                    parameters:
                      url: %1$s/search
                      method: POST
                      body: '{"text": "{parent.id}", "number": "{parent.id:number}"}'
                      parent: a
                """.formatted(server.url()));

        assertThat(run.rows("SELECT text, number FROM d.b ORDER BY number")).containsExactly("1 1", "2 2");
    }

    @Test
    void childrenMayHaveChildren() throws Exception {
        server.on("/a", Reply.json("[{\"id\": 1}, {\"id\": 2}]"));
        for (int i = 1; i <= 2; i++) {
            server.on("/a/" + i, Reply.json("[{\"k\": 1}, {\"k\": 2}]"));
            server.on("/a/%d/1".formatted(i), Reply.json("[{\"v\": %d}]".formatted(10 * i + 1)));
            server.on("/a/%d/2".formatted(i), Reply.json("[]"));
        }
        LoadedRun run = run("""
                - to: "wadi-rest:c?url=%1$s/a/{parent._a_id}/{parent.k}&parent=b&parentFields=k"
                - to: "wadi-rest:b?url=%1$s/a/{parent.id}&parent=a&parentFields=id"
                - to: wadi-rest:a?url=%1$s/a
                """.formatted(server.url()));

        assertThat(run.rows("SELECT v, _b_k FROM d.c ORDER BY v")).containsExactly("11 1", "21 1");
        assertThat(run.progress().counters()).extracting(c -> c.resource()).containsExactly("a", "b", "c");
    }

    @Test
    void aParentWithoutRecordsHasNoChildren() throws Exception {
        server.on("/a", Reply.json("[]"));
        LoadedRun run = run("""
                - to: wadi-rest:a?url=%1$s/a
                - to: "wadi-rest:b?url=%1$s/a/{parent.id}&parent=a"
                """.formatted(server.url()));

        assertThat(run.records()).containsOnly(Map.entry("a", 0L), Map.entry("b", 0L));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aColumnOfAFileCanBeAskedWith() throws Exception {
        new Project(home).file("ids.csv", "id,name\n007,x\n12,y\n");
        server.on("/i/007", Reply.json("[{\"v\": 1}]"));
        server.on("/i/12", Reply.json("[{\"v\": 2}]"));
        LoadedRun run = run("""
                - to:
                    uri: wadi-files:ids
                    parameters:
                      path: %s/ids.csv
                - to: "wadi-rest:b?url=%s/i/{parent.id}&parent=ids&parentFields=name"
                """.formatted(home, server.url()));

        assertThat(run.rows("SELECT v, _ids_name FROM d.b ORDER BY v")).containsExactly("1 x", "2 y");
    }

    @Test
    void onlyWhatIsKeptOfTheParentIsAskedWith() throws Exception {
        server.on(
                "/a",
                Reply.json("[{\"id\": 1, \"email\": \"x@y\", \"t\": 1}, {\"id\": 2, \"email\": \"\", \"t\": 5}]"));
        server.on("/a/2", Reply.json("[{\"v\": 2}]"));
        LoadedRun run = run("""
                - to: wadi-rest:a?url=%1$s/a&mask.email=redact&cursor.path=t&cursor.initial=3
                - to: "wadi-rest:b?url=%1$s/a/{parent.id}&parent=a&parentFields=email"
                """.formatted(server.url()));

        assertThat(run.rows("SELECT v, _a_email FROM d.b")).containsExactly("2 ***");
    }

    @Test
    void aRecordWithoutTheFieldIsNamedWithoutItsData() {
        server.on("/a", Reply.json("[{\"id\": 1}, {\"name\": \"Ivan\"}]"));
        server.on("/a/1", Reply.json("[]"));

        assertThatThrownBy(() -> run(lacking("")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageNotContaining("Ivan")
                .satisfies(e -> {
                    Explanation told = ((TerminalFailure) e).explanation();
                    assertThat(told.what())
                            .isEqualTo("a record of a has nothing at $.id, and what belongs to it cannot be asked for");
                    assertThat(told.at()).contains("page 1 of GET " + server.url("/a") + ", record 2");
                });
    }

    @Test
    void aValueThatIsNoNumberIsNotTold() {
        server.on("/a", Reply.json("[{\"name\": \"Ivan\"}]"));

        assertThatThrownBy(() -> run("""
                - to: wadi-rest:a?url=%1$s/a
                - to:
                    uri: wadi-rest:b
                    parameters:
                      url: %1$s/search
                      method: POST
                      body: '{"number": "{parent.name:number}"}'
                      parent: a
                """.formatted(server.url())))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("{parent.name:number} is a text, which is not a number");
    }

    @Test
    void recordsWithoutTheFieldCanBePassedOver() throws Exception {
        server.on("/a", Reply.json("[{\"id\": 1}, {\"name\": \"Ivan\"}, {\"id\": null}, {\"id\": {\"x\": 1}}]"));
        server.on("/a/1", Reply.json("[{\"v\": 1}]"));

        assertThat(run(lacking("&parentMissing=skip")).records()).containsEntry("b", 1L);
        assertThat(server.requests()).hasSize(2);
    }

    private String lacking(String more) {
        return """
                - to: wadi-rest:a?url=%1$s/a
                - to: "wadi-rest:b?url=%1$s/a/{parent.id}&parent=a%2$s"
                """.formatted(server.url(), more);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "&parent=as                  | parent is 'as', and the source has no such resource | did you mean a?",
                "&parent=b                   | parent is 'b', which comes, by its own parents, from b itself | begin with a resource that has no parent",
                "&parent=c                   | parent c masks email, which requests are made of: what is kept of its records no longer has it | take another field, or leave out mask.email of c",
                "``                          | {parent.email.x} without a parent | name the resource whose records have the field: parent: orders",
                "&parentFields=id            | {parent.email.x} without a parent | name the resource whose records have the field: parent: orders",
                "&parent=a&parentMissing=ski | parentMissing is 'ski' | did you mean skip?",
                "&parent=a&parallel=0        | parallel is '0' | say how many requests may be under way, 1 to 64; 1 is one after another",
                "&parent=a&parentFields=id[0] | parentFields: '$.id[0]' is more than names | ``",
            })
    void whatCannotBeIsToldBeforeAnythingIsAsked(String options, String what, String fix) {
        Project project = project("""
                - to: wadi-rest:a?url=%1$s/a
                - to: wadi-rest:c?url=%1$s/a&mask.email=hash
                - to: "wadi-rest:b?url=%1$s/a/{parent.email.x}%2$s"
                """.formatted(server.url(), options));

        List<Explanation> problems = problems(project);
        assertThat(problems.get(0).what()).isEqualTo(what);
        assertThat(problems.get(0).fix().orElse("")).isEqualTo(fix);
        assertThat(problems.get(0).at().orElse("")).contains("s.camel.yaml:");
        assertThatThrownBy(() -> LoadedRun.of(project, home)).isInstanceOf(ConfigurationFailure.class);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://{parent.id}/a  | url takes its host from a parent's record, and credentials go to that host",
                "\"{parent.id}\"        | url takes its host from a parent's record, and credentials go to that host",
                "https://x.org/a        | parent a is named, and the request has nothing of its records",
            })
    void aHostIsWrittenOutAndAParentIsOfUse(String url, String what) {
        Project project = project("""
                - to: wadi-rest:a?url=%s/a
                - to:
                    uri: wadi-rest:b
                    parameters:
                      url: %s
                      parent: a
                """.formatted(server.url(), url));

        assertThat(problems(project)).extracting(Explanation::what).contains(what);
    }

    private static List<Explanation> problems(Project project) {
        return LoadedRun.problems(project);
    }

    private Project project(String steps) {
        return new Project(home).pipeline().source(steps);
    }

    private LoadedRun run(String steps) throws Exception {
        return LoadedRun.of(project(steps), home);
    }
}
