package io.wadi.snowflake;

import java.util.Map;
import java.util.Set;

/** The parameters of a session that are understood. */
final class Parameters {
    static final Set<String> KNOWN = Set.of(
            "AUTOCOMMIT",
            "QUERY_TAG",
            "TIMEZONE",
            "LOCK_TIMEOUT",
            "STATEMENT_TIMEOUT_IN_SECONDS",
            "STATEMENT_QUEUED_TIMEOUT_IN_SECONDS",
            "JDBC_QUERY_RESULT_FORMAT",
            "CLIENT_SESSION_KEEP_ALIVE",
            "CLIENT_TIMESTAMP_TYPE_MAPPING",
            "TIMESTAMP_TYPE_MAPPING",
            "QUOTED_IDENTIFIERS_IGNORE_CASE",
            "ERROR_ON_NONDETERMINISTIC_MERGE",
            "USE_CACHED_RESULT",
            "ABORT_DETACHED_QUERY",
            "BINARY_INPUT_FORMAT",
            "BINARY_OUTPUT_FORMAT",
            "MULTI_STATEMENT_COUNT");

    /** What this server does whatever it is told, so that telling it otherwise is refused. */
    private static final Map<String, String> FIXED = Map.of(
            "TIMEZONE", "UTC",
            "TIMESTAMP_TYPE_MAPPING", "TIMESTAMP_NTZ",
            "QUOTED_IDENTIFIERS_IGNORE_CASE", "FALSE",
            "ERROR_ON_NONDETERMINISTIC_MERGE", "TRUE",
            "MULTI_STATEMENT_COUNT", "1",
            "BINARY_INPUT_FORMAT", "HEX",
            "BINARY_OUTPUT_FORMAT", "HEX");

    private Parameters() {}

    static void check(String name, String value) {
        if (!value.equalsIgnoreCase(FIXED.getOrDefault(name, value))) {
            throw Refusal.unsupported(name + " = " + value);
        }
        if (name.equals("QUERY_TAG") && value.length() > 2000) {
            throw Refusal.value(name, value);
        }
    }
}
