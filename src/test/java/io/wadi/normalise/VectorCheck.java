package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.model.DataType;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What the functions of this package are to give for one vector, by the file of vectors that it stands in. */
public enum VectorCheck {
    NAMING {
        @Override
        public Optional<String> check(JsonNode vector) {
            Naming naming = naming(vector);
            String input = vector.get("input").textValue();
            if (vector.has("identifier_error")) {
                assertThatIllegalArgumentException().isThrownBy(() -> naming.identifier(input));
            } else {
                assertThat(naming.identifier(input))
                        .isEqualTo(vector.get("identifier").textValue());
            }
            if (vector.has("path_error")) {
                assertThatIllegalArgumentException().isThrownBy(() -> naming.path(input));
            } else {
                assertThat(naming.path(input)).isEqualTo(vector.get("path").textValue());
            }
            return Optional.empty();
        }
    },
    NAMING_FRAGMENTS {
        @Override
        public Optional<String> check(JsonNode vector) {
            List<String> fragments = StreamSupport.stream(
                            vector.get("fragments").spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
            assertThat(naming(vector).join(fragments))
                    .isEqualTo(vector.get("joined").textValue());
            return Optional.empty();
        }
    },
    HASHES {
        @Override
        public Optional<String> check(JsonNode vector) {
            String kind = vector.get("kind").textValue();
            String expected =
                    vector.get(kind.equals("nested_row") ? "dlt_id" : "hash").textValue();
            assertThat(hash(kind, vector)).isEqualTo(expected);
            return Optional.empty();
        }
    },
    STRINGS_TO_TIME {
        @Override
        public Optional<String> check(JsonNode vector) {
            String input = vector.get("input").textValue();
            boolean mistaken = DETECTED_BY_MISTAKE.contains(input);
            boolean timestamp = vector.get("detected").textValue().equals("timestamp") && !mistaken;
            byte[] utf8 = utf8(input);
            assertThat(IsoTime.detect(utf8, 0, utf8.length))
                    .isEqualTo(timestamp ? micros(vector.get("as_timestamp").textValue()) : IsoTime.NONE);
            coerced(vector, DataType.TIMESTAMP, text -> new Value.Timestamp(micros(text)));
            coerced(
                    vector,
                    DataType.DATE,
                    text -> new Value.Date((int) LocalDate.parse(text).toEpochDay()));
            coerced(
                    vector,
                    DataType.TIME,
                    text -> new Value.Time(LocalTime.parse(text).toNanoOfDay() / 1000));
            return mistaken ? Optional.of("contract 13, point 18") : Optional.empty();
        }
    },
    COERCION {
        @Override
        public Optional<String> check(JsonNode vector) {
            DataType target = DataType.of(vector.get("to_type").textValue()).orElseThrow();
            Value value = value(vector.get("from_type").textValue(), vector.get("value"));
            Optional<Value> coerced = Coercion.coerce(value, target);
            if (vector.has("result") && !noColumnHolds(vector)) {
                assertThat(coerced).contains(result(target, vector.get("result")));
                return Optional.empty();
            }
            assertThat(coerced).isEmpty();
            return vector.has("variant") ? Optional.empty() : Optional.of("contract 13, points 1 to 3");
        }
    };

    private static final int UNLIMITED = 65_536;
    /** dlt detects an offset of a whole day, and then fails on it. */
    private static final Set<String> DETECTED_BY_MISTAKE = Set.of("2024-01-15T10:20:30+2400");

    /**
     * @return why Wadi means to differ from dlt here, where it does
     * @throws AssertionError when Wadi gives something else
     */
    public abstract Optional<String> check(JsonNode vector);

    private static Naming naming(JsonNode vector) {
        return new Naming(vector.path("max_length").asInt(UNLIMITED));
    }

    private static String hash(String kind, JsonNode vector) {
        RowIds ids = new RowIds();
        byte[] id = new byte[RowIds.LENGTH];
        switch (kind) {
            case "nested_row" -> {
                byte[] parent = utf8(vector.get("parent_id").textValue());
                byte[] table = utf8(vector.get("table").textValue());
                ids.nested(
                        parent, 0, parent.length, table, vector.get("list_idx").longValue(), id, 0);
            }
            case "row_hash" -> {
                byte[] row = utf8(vector.get("row").toString());
                ids.row(row, 0, row.length, id, 0);
            }
            case "key_hash" -> {
                Map<String, String> key = new HashMap<>();
                vector.get("primary_key")
                        .forEach(name -> key.put(
                                name.textValue(),
                                sorted(vector.get("row").get(name.textValue()).toString())));
                ids.key(key, id, 0);
            }
            case "dedup_hash" -> {
                return ids.dedup(sorted(vector.get("value").toString()));
            }
            default -> throw new AssertionError("no such hash: " + kind);
        }
        return new String(id, StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sorted(String json) {
        byte[] utf8 = utf8(json);
        return CanonicalJson.sorted(utf8, 0, utf8.length);
    }

    private interface Read {
        Value of(String text);
    }

    private static void coerced(JsonNode vector, DataType type, Read read) {
        String expected = vector.get("as_" + type.word()).textValue();
        assertThat(Coercion.coerce(new Value.Text(vector.get("input").textValue()), type))
                .isEqualTo(expected.equals("<variant>") ? Optional.empty() : Optional.of(read.of(expected)));
    }

    /** Python writes year 1 without its zeros. */
    private static long micros(String instant) {
        String padded = "0".repeat(Math.max(0, 4 - instant.indexOf('-'))) + instant;
        Instant parsed = Instant.parse(padded);
        return parsed.getEpochSecond() * 1_000_000 + parsed.getNano() / 1000;
    }

    /** dlt passes on what then fails in the database. */
    private static boolean noColumnHolds(JsonNode vector) {
        JsonNode result = vector.get("result");
        return switch (vector.get("to_type").textValue()) {
            case "bigint" -> !result.canConvertToLong();
            case "decimal", "wei" -> List.of("NaN", "Infinity", "-Infinity").contains(result.textValue());
            default -> false;
        };
    }

    private static Value value(String type, JsonNode node) {
        return switch (type) {
            case "bool" -> new Value.Bool(node.booleanValue());
            case "bigint" -> Value.whole(node.bigIntegerValue());
            case "double" -> new Value.Real(node.doubleValue());
            case "text" -> new Value.Text(node.textValue());
            case "json" -> new Value.Json(node.toString());
            default -> throw new AssertionError("no value of type " + type);
        };
    }

    private static Value result(DataType type, JsonNode node) {
        return switch (type) {
            case TEXT -> new Value.Text(node.textValue());
            case BIGINT -> Value.whole(node.bigIntegerValue());
            case DOUBLE -> new Value.Real(node.isTextual() ? infinite(node.textValue()) : node.doubleValue());
            case BOOL -> new Value.Bool(node.booleanValue());
            case DECIMAL -> new Value.Decimal(new BigDecimal(node.textValue()).setScale(9, RoundingMode.HALF_UP));
            // dlt hands a fraction on, and the column rounds it
            case WEI ->
                new Value.Wei(new BigDecimal(node.textValue())
                        .setScale(0, RoundingMode.HALF_UP)
                        .toBigIntegerExact());
            case TIMESTAMP -> new Value.Timestamp(micros(node.textValue()));
            case DATE -> new Value.Date((int) LocalDate.parse(node.textValue()).toEpochDay());
            case JSON -> new Value.Json(node.toString());
            case BINARY ->
                new Value.Binary(HexFormat.of().parseHex(node.textValue().substring(2)));
            case TIME -> new Value.Time(LocalTime.parse(node.textValue()).toNanoOfDay() / 1000);
        };
    }

    private static double infinite(String word) {
        return switch (word) {
            case "<nan>" -> Double.NaN;
            case "<-inf>" -> Double.NEGATIVE_INFINITY;
            default -> Double.POSITIVE_INFINITY;
        };
    }
}
