package io.wadi.conformance;

import io.wadi.extract.cursor.CursorFailure;
import io.wadi.model.ContractViolation;
import io.wadi.model.Failure;
import io.wadi.model.UnfitValue;
import io.wadi.model.UnusableMerge;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** What kind of error, in the words of the cases, a failure is. */
final class FailureKind {
    static final String CONTRACT = "schema_contract_violation";
    private static final String DATABASE = "database_error";
    private static final String OTHER = "other";

    private FailureKind() {}

    /** What a violated contract tells of itself, in the words of the cases. */
    static Map<String, String> parts(Failure failure) {
        return failure instanceof ContractViolation violation
                ? Map.of(
                        "table", violation.table(),
                        "column", violation.column(),
                        "entity", violation.entity().word(),
                        "mode", violation.mode().word())
                : Map.of();
    }

    static String of(Failure failure) {
        if (failure instanceof CursorFailure cursor) {
            String kind = cursor.kind().name().toLowerCase(Locale.ROOT);
            return "incremental_" + kind.replace("type_mismatch", "cursor_type_mismatch");
        }
        if (failure instanceof UnfitValue unfit) {
            return switch (unfit.kind()) {
                case TYPE -> "cannot_coerce_column";
                case NULL -> "null_in_not_null_column";
                case KEY -> OTHER;
            };
        }
        if (failure instanceof ContractViolation) {
            return CONTRACT;
        }
        if (failure instanceof UnusableMerge) {
            return "invalid_merge_config";
        }
        return failure.getCause() instanceof SQLException ? DATABASE : OTHER;
    }
}
