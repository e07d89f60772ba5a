package io.wadi.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.store.Nodes;
import io.wadi.flow.store.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What is known of the server itself. */
final class ServerAnswers {
    private static final String OPENAPI = "openapi.json";

    private final RunStore store;
    private final Desk desk;
    private final ApiSettings settings;

    ServerAnswers(RunStore store, Desk desk, ApiSettings settings) {
        this.store = store;
        this.desk = desk;
        this.settings = settings;
    }

    Answer server(Call call) {
        ObjectNode one = RunJson.object()
                .put("version", settings.version())
                .put("profile", settings.profile().orElse(null))
                .put("node", settings.node())
                .put("schedulesArmed", settings.armed())
                .put("store", store.where())
                .put("trouble", desk.trouble().orElse(null))
                .put("you", call.caller().name())
                .put("role", call.caller().role().word());
        return Answer.ok(one);
    }

    Answer nodes(Call call) {
        ObjectNode root = RunJson.object();
        ArrayNode all = root.putArray("nodes");
        for (Nodes.Node node : store.nodes().list()) {
            all.addObject()
                    .put("id", node.id())
                    .put("host", node.host())
                    .put("pid", node.pid())
                    .put("role", node.role())
                    .put("joinedAt", node.joined().toString())
                    .put("beat", node.beat())
                    .put("memoryBytes", node.memory());
        }
        return Answer.ok(root);
    }

    Answer openApi(Call call) {
        return Answer.ok(openApi());
    }

    static JsonNode openApi() {
        try (InputStream file = Objects.requireNonNull(ServerAnswers.class.getResourceAsStream(OPENAPI))) {
            return RunJson.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
