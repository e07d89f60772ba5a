package io.wadi.snowflake;

import com.fasterxml.jackson.databind.JsonNode;

/** One statement as it was requested, with the checks that come before its meaning. */
final class Statement {
    private final Session session;
    private final Faults faults;

    Statement(Session session, Faults faults) {
        this.session = session;
        this.faults = faults;
    }

    Answer run(String sql, String tag, JsonNode request) {
        Parameters.check("QUERY_TAG", tag);
        if (request.path("parameters").path("MULTI_STATEMENT_COUNT").asInt(1) != 1) {
            throw Refusal.unsupported("MULTI_STATEMENT_COUNT");
        }
        if (request.path("asyncExec").asBoolean()) {
            throw Refusal.unsupported("asyncExec");
        }
        if (Dialect.computes(sql)) {
            faults.warehouse();
            if (session.warehouse().isEmpty()) {
                throw Faults.noWarehouse();
            }
            if (!session.parameters()
                    .getOrDefault("JDBC_QUERY_RESULT_FORMAT", "ARROW")
                    .equalsIgnoreCase("JSON")) {
                throw Refusal.unsupported("Arrow results: this server only has JDBC_QUERY_RESULT_FORMAT = JSON");
            }
        }
        if (request.path("describeOnly").asBoolean()) {
            return new Description(session).of(sql);
        }
        return new Dialect(session, Binds.rows(request.path("bindings"))).answer(sql);
    }
}
