package io.wadi.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Requests and answers on the wire: every answer is HTTP 200 and JSON, failures too. */
final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Http() {}

    static JsonNode body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        boolean zipped = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        byte[] bytes = (zipped ? new GZIPInputStream(in) : in).readAllBytes();
        return bytes.length == 0 ? JsonNodeFactory.instance.objectNode() : JSON.readTree(bytes);
    }

    /** The parameters behind the question mark. */
    static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                .orElse("")
                .split("&")) {
            String[] sides = pair.split("=", 2);
            query.put(sides[0], sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    /** What the Authorization header has between quotes. */
    static String token(HttpExchange exchange) {
        String header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        int start = header.indexOf('"');
        return start < 0 ? "" : header.substring(start + 1, header.lastIndexOf('"'));
    }

    static ObjectNode success(@Nullable JsonNode data) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("data", data);
        return answer.putNull("code").putNull("message").put("success", true);
    }

    static ObjectNode failure(Refusal refusal, String queryId) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("data")
                .put("internalError", false)
                .put("errorCode", refusal.code())
                .put("sqlState", refusal.state())
                .put("queryId", queryId);
        return answer.put("code", refusal.code())
                .put("message", refusal.getMessage())
                .put("success", false);
    }

    static void send(HttpExchange exchange, JsonNode answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
