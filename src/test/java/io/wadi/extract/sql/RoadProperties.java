package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Postgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a table of PostgreSQL has, copying it and fetching it give the same rows, warnings and failures. */
class RoadProperties {
    private static final String DATABASE = "roads";
    private static final List<String> TYPES = List.of(
            "int2",
            "int4",
            "int8",
            "numeric",
            "numeric(38,18)",
            "float8",
            "float4",
            "text",
            "bytea",
            "timestamp",
            "timestamptz",
            "date",
            "time",
            "bool",
            "uuid",
            "json",
            "text[]");

    @BeforeContainer
    static void create() {
        Postgres.shared().database(DATABASE);
        StringBuilder columns = new StringBuilder("n serial");
        for (int i = 0; i < TYPES.size(); i++) {
            columns.append(", c").append(i).append(' ').append(TYPES.get(i));
        }
        Postgres.shared().execute(DATABASE, "CREATE TABLE t (" + columns + ")");
    }

    @Property(tries = 25)
    void copyingGivesWhatFetchingGives(@ForAll("tables") List<List<String>> rows) throws SQLException {
        fill(rows);

        assertThat(read(Snapshot.Road.COPIED)).isEqualTo(read(Snapshot.Road.FETCHED));
    }

    /** The rows as they are shown, the warnings, and how it ended. */
    private static List<String> read(Snapshot.Road road) {
        List<String> warnings = new ArrayList<>();
        Database source = Reads.database(Postgres.shared().url(DATABASE));
        List<String> all = new ArrayList<>();
        Reads.rows(source, Reads.request("t"), Optional.empty(), road, warnings)
                .forEach(row -> all.add(row.toString()));
        all.addAll(warnings);
        return all;
    }

    private static void fill(List<List<String>> rows) throws SQLException {
        StringBuilder insert = new StringBuilder("INSERT INTO t VALUES (DEFAULT");
        TYPES.forEach(type -> insert.append(", ?::text::").append(type));
        try (Connection connection =
                        DriverManager.getConnection(Postgres.shared().url(DATABASE), Postgres.USER, Postgres.USER);
                PreparedStatement statement = connection.prepareStatement(insert + ")")) {
            connection.createStatement().execute("TRUNCATE t");
            for (List<String> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    statement.setString(i + 1, row.get(i).equals("null") ? null : row.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        List<Arbitrary<String>> cells = List.of(
                whole(16),
                whole(32),
                whole(64),
                decimal(28, 12),
                decimal(20, 18),
                real(Double.MAX_VALUE),
                real(Float.MAX_VALUE),
                text(),
                Arbitraries.strings()
                        .withChars("0123456789abcdef")
                        .ofMaxLength(40)
                        .map(hex -> "\\x" + hex.substring(hex.length() % 2)),
                time(),
                time().map(text -> text.endsWith("infinity") ? text : text + "+00"),
                Arbitraries.integers().between(1, 2_000_000_000).map(day -> "J" + day),
                Arbitraries.longs().between(0, 86_400_000_000L).map(RoadProperties::clock),
                Arbitraries.of("true", "false"),
                Arbitraries.longs().map(bits -> new UUID(bits, ~bits).toString()),
                json(),
                text().map(text -> "{\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\",NULL}"));
        return Combinators.combine(cells.stream()
                        .map(cell -> cell.injectNull(0.1).map(String::valueOf))
                        .toList())
                .as(row -> row)
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<String> whole(int bits) {
        long most = Long.MAX_VALUE >> (64 - bits);
        return Arbitraries.longs().between(-most - 1, most).map(String::valueOf);
    }

    private static Arbitrary<String> decimal(int whole, int scale) {
        BigInteger most = BigInteger.TEN.pow(whole + scale).subtract(BigInteger.ONE);
        Arbitrary<String> numbers = Combinators.combine(
                        Arbitraries.bigIntegers().between(most.negate(), most),
                        Arbitraries.integers().between(0, scale))
                .as((digits, zeros) -> new BigDecimal(digits, scale)
                        .movePointLeft(zeros)
                        .setScale(scale, RoundingMode.DOWN)
                        .toPlainString());
        return Arbitraries.frequencyOf(
                Tuple.of(4, numbers),
                Tuple.of(1, Arbitraries.of("NaN", "0", "1", "10", "100", "1000", "10000", "0.0001")));
    }

    private static Arbitrary<String> real(double most) {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(-most, most).map(String::valueOf),
                Arbitraries.of("NaN", "Infinity", "-Infinity", "-0", "1e-30", "0.1"));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .excludeChars('\u0000')
                .ofMaxLength(30)
                .map(text -> text.replaceAll("[\\ud800-\\udfff]", "🦆"));
    }

    private static Arbitrary<String> json() {
        return text().map(text -> "{ \"k\" : " + quoted(text) + ", \"n\": [1.50, null ] }");
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars()
                .forEach(c -> json.append(
                        c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return json.append('"').toString();
    }

    private static Arbitrary<String> time() {
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(-62_000_000_000_000_000L, 250_000_000_000_000_000L)
                        .map(RoadProperties::moment),
                Arbitraries.of("infinity", "-infinity", "294276-12-31 23:59:59.999999", "0044-03-15 12:00:00 BC"));
    }

    private static String moment(long micros) {
        return Instant.EPOCH
                .plus(micros, ChronoUnit.MICROS)
                .toString()
                .replace("+", "")
                .replace("Z", "");
    }

    private static String clock(long micros) {
        return micros == 86_400_000_000L
                ? "24:00:00"
                : LocalTime.ofNanoOfDay(micros * 1_000).toString();
    }
}
