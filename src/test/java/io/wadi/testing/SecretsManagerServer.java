package io.wadi.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers AWS Secrets Manager's protocol (JSON 1.1) as far as secrets are read, to whoever signs with its key. Any other
 * operation is refused.
 */
public final class SecretsManagerServer implements SecretsManager {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "secretsmanager.";

    /** What it has, by name. */
    public final Map<String, String> secrets = new ConcurrentHashMap<>();

    /** What it refuses to give, with the code that it says so with. */
    public final Map<String, String> refused = new ConcurrentHashMap<>();

    /** The names that were asked for, in order; those of other operations as they are. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server = Loopback.bind();
    private final String accessKeyId;
    private final String secretAccessKey;

    public SecretsManagerServer(String accessKeyId, String secretAccessKey) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    public URI url() {
        return Loopback.url(server);
    }

    @Override
    public void put(String name, String text) {
        secrets.put(name, text);
    }

    @Override
    public List<String> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            ObjectNode answer = JSON.createObjectNode();
            int status = answer(exchange, body, answer);
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private int answer(HttpExchange exchange, byte[] body, ObjectNode answer) throws IOException {
        String operation = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        if (!Signature.isOf(exchange, body, accessKeyId, secretAccessKey)) {
            return refuse(answer, 400, "InvalidSignatureException", "the signature does not match");
        }
        if (!operation.equals(TARGET + "GetSecretValue")) {
            asked.add(operation);
            return refuse(answer, 400, "UnknownOperationException", operation);
        }
        JsonNode request = JSON.readTree(new String(body, StandardCharsets.UTF_8));
        String name = request.path("SecretId").asText();
        asked.add(name);
        String code = refused.get(name);
        if (code != null) {
            int status = code.startsWith("Internal") ? 500 : 400;
            return refuse(answer, status, code, "not " + name + ", which has " + secrets.get(name));
        }
        String text = secrets.get(name);
        if (text == null) {
            return refuse(answer, 400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
        answer.put("ARN", "arn:aws:secretsmanager:eu-west-2:123456789012:secret:" + name + "-a1b2c3")
                .put("Name", name)
                .put("VersionId", "EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE")
                .put("SecretString", text)
                .put("CreatedDate", 1.7e9)
                .putArray("VersionStages")
                .add("AWSCURRENT");
        return 200;
    }

    private static int refuse(ObjectNode answer, int status, String code, String message) {
        answer.put("__type", code).put("Message", message);
        return status;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
