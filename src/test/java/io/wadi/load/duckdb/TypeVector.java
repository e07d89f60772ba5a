package io.wadi.load.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.load.snowflake.SnowflakeTypeVector;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Which type a hinted column is to have in the database, for one vector. */
public final class TypeVector {
    private TypeVector() {}

    /** @throws AssertionError when Wadi stores another; of DuckDB or Snowflake */
    public static Optional<String> check(JsonNode vector) {
        String destination = vector.get("destination").textValue();
        JsonNode hint = vector.get("column");
        Column column = new Column(
                "c",
                DataType.of(hint.get("data_type").textValue()).orElseThrow(),
                true,
                number(hint.path("precision")),
                number(hint.path("scale")),
                Set.of(),
                hint.path("timezone").asBoolean(true));
        String stored = destination.equals("snowflake")
                ? SnowflakeTypeVector.type(column)
                : DuckDbType.of(column).stored();
        assertThat(stored).isEqualTo(vector.get("type").textValue());
        return Optional.empty();
    }

    private static OptionalInt number(JsonNode node) {
        return node.isNumber() ? OptionalInt.of(node.intValue()) : OptionalInt.empty();
    }
}
