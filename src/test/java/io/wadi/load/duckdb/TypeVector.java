package io.wadi.load.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import java.util.Optional;
import java.util.OptionalInt;

/** Which type a hinted column is to have in the database, for one vector. */
public final class TypeVector {
    private TypeVector() {}

    /** @throws AssertionError when Wadi stores another; aborts where it does not know the destination or the hint yet */
    public static Optional<String> check(JsonNode vector) {
        String destination = vector.get("destination").textValue();
        if (!destination.equals("duckdb")) {
            abort("destination " + destination);
        }
        JsonNode hint = vector.get("column");
        if (!hint.path("timezone").asBoolean(true)) {
            abort("column timezone");
        }
        Column column = new Column(
                "c",
                DataType.of(hint.get("data_type").textValue()).orElseThrow(),
                true,
                number(hint.path("precision")),
                number(hint.path("scale")),
                false);
        assertThat(DuckDbType.of(column).stored()).isEqualTo(vector.get("type").textValue());
        return Optional.empty();
    }

    private static OptionalInt number(JsonNode node) {
        return node.isNumber() ? OptionalInt.of(node.intValue()) : OptionalInt.empty();
    }
}
