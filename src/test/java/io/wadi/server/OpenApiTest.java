package io.wadi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.wadi.flow.backfill.Courses;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.Nodes;
import io.wadi.flow.store.RunBook;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** openapi.json says what there is, all of it, and as it is. */
class OpenApiTest {
    private static final JsonNode DOCUMENT = ServerAnswers.openApi();

    @TempDir
    Path folder;

    private final Set<String> answered = new HashSet<>();

    @Test
    void pathsMethodsParametersAndRolesAreThoseOfTheTable() {
        Set<String> written = new TreeSet<>();
        DOCUMENT.at("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> Set.of("get", "post", "put", "delete").contains(method.getKey()))
                        .forEach(method -> written.add(line(
                                method.getKey(),
                                path.getKey(),
                                method.getValue().at("/x-role").asText(),
                                named(method.getValue(), "query"),
                                named(path.getValue(), "path")))));
        Set<String> there = new TreeSet<>();
        try (Served served = new Served(folder)) {
            for (Endpoint endpoint : served.endpoints(Tokens.NONE)) {
                Set<String> path = new TreeSet<>();
                for (String part : endpoint.path().split("/")) {
                    if (part.startsWith("{")) {
                        path.add(part.substring(1, part.length() - 1));
                    }
                }
                there.add(line(
                        endpoint.method().toLowerCase(Locale.ROOT),
                        endpoint.path(),
                        endpoint.needs().word(),
                        endpoint.query(),
                        path));
            }
        }
        assertThat(written).isEqualTo(there);
    }

    private static String line(String method, String path, String role, Set<String> query, Set<String> parts) {
        return method + " " + path + " " + role + " " + new TreeSet<>(query) + " " + new TreeSet<>(parts);
    }

    private static Set<String> named(JsonNode of, String in) {
        Set<String> names = new TreeSet<>();
        of.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals(in)) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    @Test
    void whatIsAnsweredIsAsItSays() {
        try (Served served = new Served(folder)) {
            Run run = full(served);
            valid(served, Served.get("/server"), "/server");
            valid(served, Served.get("/nodes"), "/nodes");
            valid(served, Served.get("/openapi.json"), "/openapi.json");
            valid(served, Served.get("/deployments"), "/deployments");
            valid(served, Served.post("/deployments:plan", "{\"deployments\": []}"), "/deployments:plan");
            valid(served, Served.post("/deployments:apply", "{\"deployments\": []}"), "/deployments:apply");
            valid(served, Served.get("/deployments/products"), "/deployments/{name}");
            valid(served, Served.post("/deployments/products/pause", ""), "/deployments/{name}/pause");
            valid(served, Served.get("/deployments/products"), "/deployments/{name}");
            valid(served, Served.post("/deployments/products/resume", ""), "/deployments/{name}/resume");
            valid(
                    served,
                    Served.post("/deployments/products/runs", "", "idempotency-key", "k"),
                    "/deployments/{name}/runs");
            valid(
                    served,
                    Served.post("/deployments/products/runs", "", "idempotency-key", "k"),
                    "/deployments/{name}/runs");
            valid(served, Served.post("/deployments/products/runs", "{\"x\": 1}"), "/deployments/{name}/runs");
            String backfills = "/deployments/products/backfills";
            String stretch = "{\"from\": \"2026-01-01\", \"to\": \"2026-01-03\", \"every\": \"1d\"";
            valid(served, Served.post(backfills, stretch + ", \"dryRun\": true}"), "/deployments/{name}/backfills");
            valid(served, Served.post(backfills, stretch + "}"), "/deployments/{name}/backfills");
            valid(served, Served.get(backfills), "/deployments/{name}/backfills");
            String backfill = backfills + "/"
                    + new Courses(served.store).of("products").get(0).id();
            valid(served, Served.get(backfill), "/deployments/{name}/backfills/{id}");
            valid(served, Served.post(backfill + "/stop", ""), "/deployments/{name}/backfills/{id}/stop");
            valid(served, Served.post(backfill + "/retry", ""), "/deployments/{name}/backfills/{id}/retry");
            valid(served, Served.get("/runs?limit=1"), "/runs");
            valid(served, Served.get("/runs"), "/runs");
            valid(served, Served.get("/runs?ids=" + run.id()), "/runs");
            valid(served, Served.get("/runs/" + run.id()), "/runs/{id}");
            valid(served, Served.get("/runs/" + run.id() + "/logs"), "/runs/{id}/logs");
            valid(served, Served.get("/runs/none/logs"), "/runs/{id}/logs");
            valid(served, Served.post("/runs/" + run.id() + "/retry", ""), "/runs/{id}/retry");
            valid(served, Served.post("/runs/" + run.id() + "/pause", ""), "/runs/{id}/pause");
            valid(served, Served.post("/runs/" + run.id() + "/resume", ""), "/runs/{id}/resume");
            valid(served, Served.post("/runs/" + run.id() + "/cancel", ""), "/runs/{id}/cancel");
            assertThat(served.endpoints(Tokens.NONE))
                    .filteredOn(endpoint -> !endpoint.path().endsWith("/events"))
                    .allMatch(endpoint -> answered.contains(endpoint.path()));
        }
    }

    /** A run, and a node, of which everything is known. */
    private static Run full(Served served) {
        served.store.nodes().join(new Nodes.Node("node-1", "host", 1, 2, "server", served.now, 0, 1024));
        Run run = served.ended(RunState.FAILED);
        served.log(run.id(), 1, 2);
        served.store
                .runs()
                .ended(
                        run.id(),
                        new RunBook.Ending(1, served.now, Optional.empty(), Optional.of("{\"what\": \"x\"}")),
                        List.of(new RunBook.TableRows("products", 1, 2, true, List.of("id"))));
        return run;
    }

    private void valid(Served served, Request request, String path) {
        Answer.Document answer = (Answer.Document) served.api(Tokens.NONE).answer(request);
        JsonNode responses = DOCUMENT.path("paths")
                .path(path)
                .path(request.method().toLowerCase(Locale.ROOT))
                .path("responses");
        JsonNode response = responses.path(String.valueOf(answer.status()));
        if (response.isMissingNode()) {
            assertThat(answer.status())
                    .as("%s: %s", request.path(), answer.body())
                    .isGreaterThanOrEqualTo(400);
            response = DOCUMENT.at("/components/responses/Problem");
        } else {
            answered.add(path);
        }
        JsonNode schema = response.path("content").path(answer.type()).path("schema");
        assertThat(schema.isObject())
                .as("%s has a schema for %s", path, answer.type())
                .isTrue();
        ObjectNode whole = schema.deepCopy();
        whole.set("components", DOCUMENT.path("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(whole)
                        .validate(answer.body()))
                .as("%s: %s", request.path(), answer.body())
                .isEmpty();
    }

    @Test
    void eachReferenceLeadsSomewhere() {
        Set<String> references = new HashSet<>(DOCUMENT.findValuesAsText("$ref"));
        assertThat(references)
                .isNotEmpty()
                .allMatch(reference -> !DOCUMENT.at(reference.substring(1)).isMissingNode());
        Set<String> schemas = new HashSet<>();
        StreamSupport.stream(DOCUMENT.at("/components/schemas").properties().spliterator(), false)
                .map(Map.Entry::getKey)
                .forEach(name -> schemas.add("#/components/schemas/" + name));
        assertThat(references).containsAll(schemas);
    }
}
