package io.wadi.snowflake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The functions that are understood, and what each is called in DuckDB. */
final class Functions {
    private static final String OURS = "memory.main.";
    private static final Map<String, String> NAMES = new TreeMap<>();

    /** What has no twin in DuckDB. */
    private static final List<String> MACROS = List.of(
            "PARSE_JSON(x) AS CAST(CAST(CAST(x AS VARCHAR) AS JSON) AS VARIANT)",
            "TRY_PARSE_JSON(x) AS CAST(TRY_CAST(CAST(x AS VARCHAR) AS JSON) AS VARIANT)",
            "TO_JSON(x) AS CAST(CAST(CAST(x AS VARIANT) AS JSON) AS VARCHAR)",
            "TO_VARIANT(x) AS CAST(x AS VARIANT)",
            "SF_TYPEOF(x) AS CASE WHEN x IS NULL THEN NULL ELSE sf_kind(variant_typeof(CAST(x AS VARIANT))) END",
            "EQUAL_NULL(a, b) AS a IS NOT DISTINCT FROM b",
            "TO_VARCHAR(x) AS CAST(x AS VARCHAR)",
            "TO_BOOLEAN(x) AS CAST(x AS BOOLEAN)",
            "TO_DOUBLE(x) AS CAST(x AS DOUBLE)",
            "TO_DATE(x) AS CAST(x AS DATE)",
            "TO_TIME(x) AS CAST(x AS TIME)",
            "TO_TIMESTAMP_NTZ(x) AS CAST(x AS TIMESTAMP)",
            "TO_TIMESTAMP_LTZ(x) AS CAST(x AS TIMESTAMPTZ)",
            "TO_BINARY(x, f) AS CASE upper(f) WHEN 'HEX' THEN unhex(x) WHEN 'BASE64' THEN from_base64(x)"
                    + " WHEN 'UTF-8' THEN encode(x) ELSE error('invalid format') END",
            "HEX_ENCODE(x) AS upper(hex(x))",
            "BASE64_ENCODE(x) AS base64(x)",
            "ARRAY_SIZE(x) AS json_array_length(CAST(x AS JSON))",
            "UUID_STRING() AS CAST(uuid() AS VARCHAR)");

    private static final String KIND =
            "sf_kind(t) AS CASE WHEN t LIKE 'OBJECT%' THEN 'OBJECT' WHEN t LIKE 'ARRAY%' THEN 'ARRAY'"
                    + " WHEN t LIKE 'INT%' OR t LIKE 'UINT%' THEN 'INTEGER' WHEN t LIKE 'DECIMAL%' THEN 'DECIMAL'"
                    + " WHEN t LIKE 'BOOL%' THEN 'BOOLEAN' WHEN t IN ('DOUBLE', 'FLOAT') THEN 'DOUBLE' WHEN t = 'BLOB' THEN 'BINARY'"
                    + " WHEN t LIKE 'TIMESTAMP%' THEN 'TIMESTAMP_NTZ' ELSE t END";

    static {
        for (String same : List.of(
                "COUNT",
                "SUM",
                "MIN",
                "MAX",
                "ANY_VALUE",
                "ROW_NUMBER",
                "RANK",
                "DENSE_RANK",
                "LAG",
                "LEAD",
                "FIRST_VALUE",
                "LAST_VALUE",
                "COALESCE",
                "NULLIF",
                "UPPER",
                "LOWER",
                "TRIM",
                "LENGTH",
                "CONCAT",
                "SUBSTRING",
                "REPLACE",
                "LEFT",
                "RIGHT",
                "GREATEST",
                "LEAST",
                "ABS",
                "MD5",
                "REPEAT")) {
            NAMES.put(same, same);
        }
        NAMES.putAll(Map.of(
                "NVL", "COALESCE",
                "IFNULL", "COALESCE",
                "IFF", "\"if\"",
                "SUBSTR", "SUBSTRING",
                "STARTSWITH", "starts_with",
                "ENDSWITH", "ends_with",
                "BOOLOR_AGG", "bool_or",
                "BOOLAND_AGG", "bool_and",
                "TYPEOF", OURS + "SF_TYPEOF"));
        for (String macro : MACROS) {
            String name = macro.substring(0, macro.indexOf('('));
            NAMES.putIfAbsent(name, OURS + name);
        }
        NAMES.remove("SF_TYPEOF");
    }

    private Functions() {}

    static Optional<String> duck(String name) {
        return Optional.ofNullable(NAMES.get(name));
    }

    /** Where the session is, if the function tells that. */
    static Optional<Optional<String>> context(Session session, String name) {
        return switch (name) {
            case "CURRENT_DATABASE" -> Optional.of(session.database());
            case "CURRENT_SCHEMA" -> Optional.of(session.schema());
            case "CURRENT_WAREHOUSE" -> Optional.of(session.warehouse());
            case "CURRENT_ROLE" -> Optional.of(session.role());
            case "CURRENT_USER" -> Optional.of(Optional.of(session.user()));
            case "CURRENT_SESSION" -> Optional.of(Optional.of(String.valueOf(session.id())));
            case "CURRENT_VERSION" -> Optional.of(Optional.of("9.0.0"));
            case "CURRENT_TRANSACTION" ->
                Optional.of(session.inTransaction() ? Optional.of("1" + session.id()) : Optional.empty());
            default -> Optional.empty();
        };
    }

    /** What DuckDB must be told once. */
    static List<String> macros() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(KIND), MACROS.stream())
                .map(macro -> "CREATE MACRO " + OURS + macro.replace("sf_kind(v", OURS + "sf_kind(v"))
                .toList();
    }
}
