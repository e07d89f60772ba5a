package io.wadi.load.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wadi.load.snowflake.Pipes;
import io.wadi.load.snowflake.SnowflakeSettings;
import io.wadi.load.snowflake.SnowflakeSettings.Login;
import io.wadi.testing.Loopback;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Snowpipe's REST endpoints for a test. Who comes must have signed with the user's key, and lately. */
final class PipeServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<KeyPair> KEYS = List.of(pair(), pair());
    private static final String SUBJECT = "ACME-TEST.SVC_WADI";

    final Map<String, List<String>> told = new LinkedHashMap<>();
    final Map<String, List<Long>> sizes = new HashMap<>();
    final Map<String, List<String>> marks = new HashMap<>();
    final Map<String, String> errors = new HashMap<>();
    final List<String> requestIds = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    /** The round of reports, from 1, in which a file is loaded; before it is on its way. */
    int rounds = 1;

    int unauthorised;
    boolean complete = true;
    /** Stands before paths in reports. */
    String folder = "";
    /** A file that is not what pipes are for. */
    String skipped = "";

    Runnable whilePausing = () -> {};

    private final HttpServer server = Loopback.bind();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Integer> refusals = new ArrayList<>();
    private final Map<String, Set<String>> unreported = new HashMap<>();
    private List<PublicKey> accepted = List.of(KEYS.get(0).getPublic());
    private Instant now = START;

    PipeServer() {
        server.createContext("/", this::handle);
        server.start();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With two keys, and a clock that goes on when somebody pauses. */
    Pipes pipes() {
        Login.Keys login = new Login.Keys(KEYS.stream().map(KeyPair::getPrivate).toList());
        return new Pipes(
                new SnowflakeSettings(
                        "jdbc:snowflake://" + Loopback.url(server) + "/?x=y",
                        "acme-test.eu-west-2",
                        "SVC_WADI",
                        Optional.empty(),
                        Optional.empty(),
                        "wadi",
                        login),
                login,
                () -> now,
                () -> "id " + ids.incrementAndGet(),
                (time, deadline) -> {
                    now = now.plus(time);
                    whilePausing.run();
                    deadline.check();
                });
    }

    Duration waited() {
        return Duration.between(START, now);
    }

    /** Which of the two keys the user has. */
    void accept(Integer... keys) {
        accepted = Arrays.stream(keys).map(key -> KEYS.get(key).getPublic()).toList();
    }

    /** The answers to the next requests. */
    void refuse(Integer... statuses) {
        refusals.addAll(List.of(statuses));
    }

    int reports(String pipe) {
        return marks.getOrDefault(pipe, List.of()).size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int status;
            String answer = "";
            if (!signed(exchange)) {
                unauthorised++;
                status = 401;
            } else if (!refusals.isEmpty()) {
                status = refusals.remove(0);
            } else {
                status = 200;
                answer = answer(exchange, body);
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private String answer(HttpExchange exchange, byte[] body) throws IOException {
        String[] path = exchange.getRequestURI().getRawPath().split("/", -1);
        String pipe = URLDecoder.decode(path[4], StandardCharsets.UTF_8);
        Map<String, String> query = Loopback.query(exchange.getRequestURI());
        requestIds.add(query.get("requestId"));
        ObjectNode answer = JSON.createObjectNode().put("pipe", pipe);
        switch (exchange.getRequestMethod() + " " + path[5]) {
            case "POST insertFiles" -> {
                JsonNode files = JSON.readTree(body).path("files");
                batches.add(files.size());
                for (JsonNode file : files) {
                    told.computeIfAbsent(pipe, p -> new ArrayList<>())
                            .add(file.path("path").asText());
                    sizes.computeIfAbsent(pipe, p -> new ArrayList<>())
                            .add(file.path("size").asLong());
                    unreported
                            .computeIfAbsent(pipe, p -> new LinkedHashSet<>())
                            .add(file.path("path").asText());
                }
                answer.put("status", "success");
                if (!skipped.isEmpty()) {
                    answer.putArray("unmatchedPatternFiles").add(skipped);
                }
            }
            case "GET insertReport" -> report(answer, pipe, query.getOrDefault("beginMark", ""));
            default -> throw new IOException(exchange.getRequestURI().toString());
        }
        return answer.toString();
    }

    private void report(ObjectNode answer, String pipe, String mark) {
        List<String> seen = marks.computeIfAbsent(pipe, p -> new ArrayList<>());
        seen.add(mark);
        answer.put("completeResult", complete).put("nextBeginMark", "1_" + seen.size());
        boolean done = seen.size() >= rounds;
        for (String path : unreported.getOrDefault(pipe, Set.of())) {
            ObjectNode file = answer.withArray("files")
                    .addObject()
                    .put("path", folder + path)
                    .put("complete", done);
            if (done && errors.containsKey(pipe)) {
                file.put("status", "PARTIALLY_LOADED")
                        .put("errorsSeen", 1)
                        .put("firstError", errors.get(pipe))
                        .put("firstErrorLineNum", 7)
                        .put("firstErrorColumnName", "\"N\"");
            } else {
                file.put("status", done ? "LOADED" : "LOAD_IN_PROGRESS");
            }
        }
        if (done) {
            unreported.remove(pipe);
        }
    }

    private boolean signed(HttpExchange exchange) throws IOException {
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String[] parts = bearer.replaceFirst("^Bearer ", "").split("\\.", -1);
        if (!"KEYPAIR_JWT".equals(exchange.getRequestHeaders().getFirst("X-Snowflake-Authorization-Token-Type"))
                || !bearer.startsWith("Bearer ")
                || parts.length != 3) {
            return false;
        }
        JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        long issued = claims.path("iat").asLong();
        long expires = claims.path("exp").asLong();
        boolean inTime = issued <= now.getEpochSecond()
                && expires > now.getEpochSecond()
                && expires - issued <= Duration.ofHours(1).toSeconds();
        return inTime
                && header.path("alg").asText().equals("RS256")
                && claims.path("sub").asText().equals(SUBJECT)
                && accepted.stream()
                        .anyMatch(key -> claims.path("iss").asText().equals(SUBJECT + "." + fingerprint(key))
                                && verified(key, parts));
    }

    private static String fingerprint(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return "SHA256:" + Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean verified(PublicKey key, String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
