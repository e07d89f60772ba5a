package io.wadi.conformance;

import io.wadi.extract.cursor.CursorFailure;
import io.wadi.model.Failure;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** What kind of error, in the words of the cases, a failure is. */
final class FailureKind {
    /** Where no type of its own tells: words of the explanation. */
    private static final Map<String, String> WORDS = Map.of(
            "fits neither the column nor its variant", "cannot_coerce_column",
            "is null, and the column is not nullable", "null_in_not_null_column");

    static final String CONTRACT = "schema_contract_violation";
    static final String DATABASE = "database_error";

    private FailureKind() {}

    /** What a violated contract tells of itself, in the words of the cases: table, column, entity, mode. */
    static Map<String, String> parts(Failure failure) {
        return Map.of();
    }

    static String of(Failure failure) {
        if (failure instanceof CursorFailure cursor) {
            String kind = cursor.kind().name().toLowerCase(Locale.ROOT);
            return "incremental_" + kind.replace("type_mismatch", "cursor_type_mismatch");
        }
        if (failure.getCause() instanceof SQLException) {
            return DATABASE;
        }
        return WORDS.entrySet().stream()
                .filter(e -> failure.explanation().what().contains(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other");
    }
}
