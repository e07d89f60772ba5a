package io.wadi.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The endpoints that the driver calls: login, statement, cancellation, good-bye. */
final class Endpoints {
    private final Sessions sessions;
    private final Login login;
    private final Faults faults;
    /** What was answered, so that a request that is sent again has no effect again. */
    private final Map<String, JsonNode> answered = new ConcurrentHashMap<>();

    Endpoints(Sessions sessions, Login login, Faults faults) {
        this.sessions = sessions;
        this.login = login;
        this.faults = faults;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = Http.body(exchange);
            String queryId = UUID.randomUUID().toString();
            JsonNode answer;
            try {
                faults.request();
                answer = answer(exchange, body, queryId);
            } catch (Refusal e) {
                answer = Http.failure(e, queryId);
            } catch (Faults.Gone e) {
                return; // without an answer
            } catch (RuntimeException e) {
                e.printStackTrace();
                answer = Http.failure(new Refusal("000603", "XX000", "SQL execution internal error: " + e), queryId);
            }
            Http.send(exchange, answer);
        }
    }

    private JsonNode answer(HttpExchange exchange, JsonNode body, String queryId) {
        Map<String, String> query = Http.query(exchange);
        return switch (exchange.getRequestURI().getPath()) {
            case "/session/v1/login-request" -> Http.success(login(query, body.path("data")));
            case "/queries/v1/query-request" -> {
                Session session = sessions.of(Http.token(exchange));
                String request = query.getOrDefault("requestId", queryId);
                synchronized (session) {
                    JsonNode before = answered.get(request);
                    yield before != null ? before : statement(session, body, queryId, request);
                }
            }
            case "/queries/v1/abort-request" -> {
                faults.cancel(body.path("requestId").asText());
                yield Http.success(null);
            }
            case "/session" -> {
                if (query.containsKey("delete")) {
                    sessions.close(Http.token(exchange));
                }
                yield Http.success(null);
            }
            default -> Http.success(null);
        };
    }

    private ObjectNode login(Map<String, String> query, JsonNode data) {
        faults.login();
        String user = login.check(data);
        String role = query.getOrDefault("roleName", SnowflakeServer.ROLE).toUpperCase(Locale.ROOT);
        if (!role.equals(SnowflakeServer.ROLE)) {
            throw new Refusal(
                    "390189",
                    "08001",
                    "Role '" + role
                            + "' specified in the connect string does not exist or not authorized. Contact your local"
                            + " system administrator, or attempt to login with another role, e.g. PUBLIC.");
        }
        Session session = sessions.open(user);
        session.useRole(role);
        JsonNode wanted = data.path("SESSION_PARAMETERS");
        boolean exact = wanted.path("CLIENT_VALIDATE_DEFAULT_PARAMETERS").asBoolean();
        try {
            enter(session, query, exact);
            for (Map.Entry<String, JsonNode> each : wanted.properties()) {
                if (Parameters.KNOWN.contains(each.getKey())) {
                    Parameters.check(each.getKey(), each.getValue().asText());
                    session.parameters().put(each.getKey(), each.getValue().asText());
                }
            }
            if (wanted.has("AUTOCOMMIT")) {
                session.autocommit(wanted.path("AUTOCOMMIT").asBoolean());
            }
        } catch (Refusal e) {
            sessions.close("token-" + session.id());
            throw e;
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("token", "token-" + session.id())
                .put("masterToken", "master-" + session.id())
                .put("validityInSeconds", 3600)
                .put("masterValidityInSeconds", 14400)
                .put("sessionId", session.id())
                .put("displayUserName", user)
                .put("serverVersion", "9.0.0");
        answer.putObject("sessionInfo")
                .put("databaseName", session.database().orElse(null))
                .put("schemaName", session.schema().orElse(null))
                .put("warehouseName", session.warehouse().orElse(null))
                .put("roleName", role);
        AnswerJson.parameters(answer.putArray("parameters"), session);
        return answer;
    }

    /** What the login names and is not there leaves the session without, or refuses it if the driver wants it exact. */
    private static void enter(Session session, Map<String, String> query, boolean exact) {
        String database = query.getOrDefault("databaseName", "").toUpperCase(Locale.ROOT);
        String schema = query.getOrDefault("schemaName", "").toUpperCase(Locale.ROOT);
        String warehouse = query.getOrDefault("warehouse", "").toUpperCase(Locale.ROOT);
        Catalogue catalogue = session.catalogue();
        require(exact, "database", database.isEmpty() || catalogue.hasDatabase(database));
        require(exact, "schema", schema.isEmpty() || catalogue.hasSchema(database, schema));
        require(exact, "warehouse", warehouse.isEmpty() || warehouse.equals(SnowflakeServer.WAREHOUSE));
        if (catalogue.hasDatabase(database)) {
            session.useDatabase(database);
            if (catalogue.hasSchema(database, schema)) {
                session.useSchema(schema);
            } else if (!schema.isEmpty()) {
                session.leaveSchema();
            }
        }
        if (warehouse.equals(SnowflakeServer.WAREHOUSE)) {
            session.useWarehouse(warehouse);
        }
    }

    private static void require(boolean exact, String what, boolean there) {
        if (exact && !there) {
            throw new Refusal("390201", "08004", "The requested " + what + " does not exist or not authorized.");
        }
    }

    private JsonNode statement(Session session, JsonNode body, String queryId, String request) {
        String sql = body.path("sqlText").asText();
        String tag = body.path("parameters")
                .path("QUERY_TAG")
                .asText(session.parameters().getOrDefault("QUERY_TAG", ""));
        Optional<String> failure = Optional.empty();
        JsonNode answer;
        boolean cut = false;
        try {
            cut = faults.before(sql, request);
            Answer done = new Statement(session, faults).run(sql, tag, body);
            answer = Http.success(
                    AnswerJson.of(done, session, queryId, body.path("bindings").size()));
        } catch (Refusal e) {
            failure = Optional.of(e.code());
            answer = Http.failure(e, queryId);
        } catch (Faults.Gone e) {
            failure = Optional.of("cut");
            throw e;
        } finally {
            sessions.said(new Said(session.id(), session.user(), tag, sql, failure));
        }
        answered.put(request, answer);
        if (cut) {
            throw faults.gone();
        }
        return answer;
    }
}
