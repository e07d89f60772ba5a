package io.wadi.server;

import static io.wadi.server.Served.get;
import static io.wadi.server.Served.post;
import static io.wadi.server.Served.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered, without a wire. */
class ApiTest extends ServedTests {
    private JsonNode ok(Request request) {
        Answer.Document answer = ask(request);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode refused(int status, Request request) {
        Answer.Document answer = ask(request);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        return answer.body();
    }

    @Test
    void aDeploymentIsRunWithWhatIsAsked() {
        Answer.Document made = ask(post("/deployments/products/runs", """
                {"parameters": {"since": "2026-01-01", "pages": 3, "all": true}, "resources": ["stock"],
                 "credentials": {"shop": "shop-emea"}, "destination": "", "due": "2026-11-22T13:00:00+01:00"}"""));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().toString()).isEqualTo("{\"id\":\"run-1\",\"state\":\"Queued\"}");
        assertThat(made.headers()).containsEntry("Location", "/api/v1/runs/run-1");
        assertThat(served.woken).hasSize(1);

        JsonNode run = ok(get("/runs/run-1"));
        assertThat(run.at("/trigger").asText()).isEqualTo("api");
        assertThat(run.at("/dueAt").asText()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(run.at("/order/parameters").toString())
                .isEqualTo("{\"all\":\"true\",\"pages\":\"3\",\"since\":\"2026-01-01\"}");
        assertThat(run.at("/order/credentials/shop").asText()).isEqualTo("shop-emea");
        assertThat(run.at("/order/destination").isNull()).isTrue();
        assertThat(run.at("/steps/0/state").asText()).isEqualTo("Queued");
    }

    @Test
    void aKeyMakesOneRun() {
        String wish = "{\"parameters\": {\"day\": \"1\"}}";
        String runs = "/deployments/products/runs";
        assertThat(ask(post(runs, wish, "idempotency-key", "k")).status()).isEqualTo(201);
        assertThat(ok(post(runs, wish, "idempotency-key", "k")).at("/id").asText())
                .isEqualTo("run-1");
        assertThat(refused(409, post(runs, "", "idempotency-key", "k"))
                        .at("/detail")
                        .asText())
                .contains("run-1");
        refused(400, post(runs, "", "idempotency-key", "k".repeat(201)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"paramaters": {}}                  | /paramaters     | did you mean parameters?
            {"a/b~": 1}                         | /a~1b~0         | there are
            {"parameters": {"a": {"b": 1}}}     | /parameters/a   | put it in quotes
            {"parameters": []}                  | /parameters     | write
            {"resources": ["a", 1]}             | /resources/1    | put it in quotes
            {"resources": "a"}                  | /resources      | write
            {"due": "tomorrow"}                 | /due            | write it as in
            {"destination": 1}                  | /destination    | put it in quotes
            """)
    void aFlawOfTheBodyIsNamedByItsPlace(String body, String pointer, String fix) {
        JsonNode problem = refused(422, post("/deployments/products/runs", body));
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/fix").asText()).startsWith(fix);
        assertThat(served.store.runs().find("run-1")).isEmpty();
    }

    @Test
    void allFlawsAreNamedAtOnce() {
        JsonNode problem =
                refused(422, post("/deployments/products/runs", "{\"x\": 1, \"due\": \"x\", \"resources\": 1}"));
        assertThat(problem.at("/errors")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {                     | 400
            {} {}                 | 400
            {'a': 1}              | 400
            []                    | 422
            null                  | 422
            """)
    void whatIsNoObjectIsRefused(String body, int status) {
        refused(status, post("/deployments/products/runs", body));
    }

    @Test
    void aKeyThatStandsTwiceIsNoJson() {
        assertThat(refused(400, post("/deployments/products/runs", "{\"due\": \"\",\n \"due\": \"\"}"))
                        .at("/detail")
                        .asText())
                .isEqualTo("the body is not JSON at line 2, column 7");
    }

    @Test
    void whatThePipelineDoesNotKnowIsToldAndFilesAreNot() {
        JsonNode problem = refused(422, post("/deployments/products/runs", "{\"parameters\": {\"colour\": \"red\"}}"));
        assertThat(problem.at("/detail").asText()).isEqualTo("pipeline products has no parameter colour");
        assertThat(problem.toString()).doesNotContain("/srv");
    }

    @Test
    void anUnknownDeploymentHasANearName() {
        assertThat(refused(404, post("/deployments/product/runs", ""))
                        .at("/fix")
                        .asText())
                .isEqualTo("did you mean products?");
        refused(404, get("/deployments/product"));
        refused(404, get("/runs/run-9"));
        refused(404, post("/runs/run-9/cancel", ""));
    }

    @Test
    void schedulesAreHeldAndGoOn() {
        JsonNode held = ok(post("/deployments/products/pause", ""));
        assertThat(held.at("/paused").asBoolean()).isTrue();
        assertThat(held.at("/pausedBy").asText()).isEqualTo("api");
        assertThat(ok(get("/deployments")).at("/deployments/0/paused").asBoolean())
                .isTrue();
        assertThat(ok(post("/deployments/products/resume", "{}")).at("/paused").asBoolean())
                .isFalse();
        refused(422, post("/deployments/products/pause", "{\"reason\": \"x\"}"));
    }

    @Test
    void pagesOfRunsFollowEachOther() {
        for (int i = 0; i < 5; i++) {
            served.run();
        }
        List<String> seen = new ArrayList<>();
        String address = "/runs?limit=2";
        for (int pages = 0; pages < 3; pages++) {
            Answer.Document page = ask(get(address));
            page.body().at("/runs").forEach(run -> seen.add(run.at("/id").asText()));
            String link = page.headers().getOrDefault("Link", "<>");
            assertThat(link.contains(page.body().at("/next").asText("none") + ">"))
                    .isEqualTo(pages < 2);
            address = link.replaceFirst("^<(/api/v1)?", "").replaceFirst(">.*", "");
        }
        assertThat(seen).containsExactly("run-5", "run-4", "run-3", "run-2", "run-1");
        assertThat(ok(get("/runs?before=run-1")).at("/runs")).isEmpty();
        refused(404, get("/runs?before=run-9"));
    }

    @Test
    void runsAreFoundByNameAndState() {
        Run failed = served.ended(RunState.FAILED);
        served.run();
        assertThat(ok(get("/runs?state=Failed,Crashed&name=products")).findValuesAsText("id"))
                .containsExactly(failed.id());
        assertThat(ok(get("/runs?state=Failed&state=Queued")).at("/runs")).hasSize(2);
        assertThat(ok(get("/runs?name=others")).at("/runs")).isEmpty();
        assertThat(refused(400, get("/runs?state=failed")).at("/fix").asText()).isEqualTo("did you mean Failed?");
    }

    @Test
    void runsAreAskedForByTheirIdsInTheirOrder() {
        served.run();
        served.ended(RunState.COMPLETED);
        JsonNode runs = ok(get("/runs?ids=run-2,run-9,run-1,run-2"));
        assertThat(runs.isArray()).isTrue();
        assertThat(runs.findValuesAsText("id")).containsExactly("run-2", "run-1");
        assertThat(runs.at("/0/state").asText()).isEqualTo("Completed");
        assertThat(runs.at("/0/startedAt").asText()).endsWith("Z");
        assertThat(runs.at("/1/endedAt").isNull()).isTrue();
        refused(400, get("/runs?ids=run-1&limit=1"));
        refused(
                400,
                get("/runs?ids="
                        + String.join(
                                ",",
                                IntStream.range(0, 501).mapToObj(i -> "r" + i).toList())));
    }

    @Test
    void logsAreReadOnFromTheLastLine() {
        Run run = served.run();
        served.log(run.id(), 1, 5);
        JsonNode page = ok(get("/runs/run-1/logs?after=1&limit=2"));
        assertThat(page.at("/lines").findValuesAsText("text")).containsExactly("line 2", "line 3");
        assertThat(ok(get("/runs/run-1/logs?after=" + page.at("/next").asText()))
                        .at("/lines"))
                .hasSize(2);
        assertThat(ok(get("/runs/run-1/logs?after=5")).at("/next").asInt()).isEqualTo(5);
        for (String query : List.of("limit=0", "limit=1001", "after=-1", "after=x")) {
            refused(400, get("/runs/run-1/logs?" + query));
        }
    }

    @Test
    void whatIsAtNoPathIsUnknownAndAnotherMethodIsNamed() {
        for (String path :
                List.of("/", "", "/run", "/runs/", "/runs//logs", "/runs/run-1/logs/x", "/runs/..%2Fserver")) {
            refused(404, get(path));
        }
        Answer.Document answer = ask(request("DELETE", "/runs/run-1", "", Map.of("content-type", "application/json")));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET");
        refused(400, get("/runs/%zz"));
        assertThat(refused(400, get("/runs?limits=1")).at("/fix").asText()).isEqualTo("did you mean limit?");
    }

    @Test
    void aNameMayHaveAnyCharacter() {
        assertThat(refused(404, get("/runs/a%2Fb%20+c")).at("/detail").asText()).isEqualTo("there is no run a/b +c");
    }

    @Test
    void aStoreThatIsDownIsNoFaultOfTheCaller() {
        served.store.close();
        Answer.Document answer = ask(get("/runs"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    @Test
    void aDefectOfWadiTellsNothingOfItself() {
        Api api = new Api(new Gate(Tokens.NONE), List.of(Endpoint.get("/x", call -> {
            throw new IllegalStateException("at io.wadi.Secret");
        })));
        Answer.Document answer = (Answer.Document) api.answer(get("/x"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().toString()).doesNotContain("io.wadi");
    }

    @Test
    void aRoleDoesWhatItMayAndNoMore() {
        Api api = served.api(Served.TOKENS);
        Map<String, String> viewer =
                Map.of("authorization", "Bearer " + Served.VIEWER, "content-type", "application/json");
        assertThat(((Answer.Document) api.answer(request("GET", "/runs", "", viewer))).status())
                .isEqualTo(200);
        for (Endpoint endpoint : served.endpoints(Served.TOKENS)) {
            String path = endpoint.path().replaceAll("\\{.*?}", "products");
            Answer.Document answer = (Answer.Document) api.answer(request("POST", path, "", viewer));
            assertThat(answer.status()).as(endpoint.path()).isIn(403, 405);
        }
        Answer.Document made = (Answer.Document)
                api.answer(post("/deployments/products/runs", "", "authorization", "Bearer " + Served.OPERATOR));
        assertThat(made.status()).isEqualTo(201);
        assertThat(served.store.runs().find("run-1").orElseThrow().order().by()).isEqualTo("ci");
    }
}
