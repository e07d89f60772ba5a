package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.ID;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.TerminalFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How values of every type come in. */
class TypesTest {
    @TempDir
    private Path directory;

    private List<String> loaded(DataType type, String expression, Object... values) {
        return loaded(Column.nullable("v", type), expression, values);
    }

    /** Loads the values and a null, and reads them back in that order. */
    private List<String> loaded(Column column, String expression, Object... values) {
        Column place = Column.required("place", DataType.BIGINT);
        Object[][] rows = new Object[values.length + 1][];
        for (int i = 0; i <= values.length; i++) {
            rows[i] = new Object[] {i, i == values.length ? null : values[i], "id"};
        }
        Path file = directory.resolve("types.duckdb");
        MemoryPart part = MemoryPart.of(List.of(place, column, ID), rows);
        new DuckDbDestination(file)
                .load(Packages.load("1.5", Head.NONE, append(table("t", place, column), part)), Deadline.none());
        List<String> read = Database.rows(file, "SELECT " + expression + " FROM data.t ORDER BY place");
        assertThat(read).last().isEqualTo("null");
        return read.subList(0, values.length);
    }

    @Test
    void text() {
        String huge = "ü".repeat(200_000);
        assertThat(loaded(DataType.TEXT, "v", "", "a", "exactly 12 b", "more than twelve", "日本語 😀", "a\u0000b", huge))
                .containsExactly("", "a", "exactly 12 b", "more than twelve", "日本語 😀", "a\u0000b", huge);
    }

    @Test
    void manyLongTexts() {
        Object[] texts = new Object[300];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = i % 50 == 0 ? null : "é".repeat(50_000) + i;
        }
        List<String> read = loaded(DataType.TEXT, "length(v) || right(v, 5)", texts);
        assertThat(read)
                .hasSize(300)
                .contains("50003éé299", "50002ééé49")
                .filteredOn("null"::equals)
                .hasSize(6);
    }

    @Test
    void bigint() {
        assertThat(loaded(DataType.BIGINT, "v", Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE))
                .containsExactly("-9223372036854775808", "-1", "0", "9223372036854775807");
    }

    @Test
    void integersWiderThanALong() {
        Column wide = new Column("v", DataType.BIGINT, true, OptionalInt.of(128), OptionalInt.empty(), false);
        String largest = "170141183460469231731687303715884105727";
        assertThat(loaded(wide, "v", largest, "-" + largest, "0")).containsExactly(largest, "-" + largest, "0");
    }

    @Test
    void doubles() {
        assertThat(loaded(
                        DataType.DOUBLE,
                        "v",
                        Double.MIN_VALUE,
                        -Double.MAX_VALUE,
                        -0.0,
                        0.1,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY))
                .containsExactly("4.9E-324", "-1.7976931348623157E308", "-0.0", "0.1", "NaN", "-Infinity");
    }

    @Test
    void bool() {
        assertThat(loaded(DataType.BOOL, "v", true, false)).containsExactly("true", "false");
    }

    @Test
    void timestamps() {
        assertThat(loaded(
                        DataType.TIMESTAMP,
                        "CAST(v AS VARCHAR)",
                        Instant.parse("0001-01-01T00:00:00Z"),
                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                        Instant.EPOCH,
                        Instant.parse("2024-02-29T12:00:00.5Z"),
                        Instant.parse("9999-12-31T23:59:59.999999Z")))
                .containsExactly(
                        "0001-01-01 00:00:00+00",
                        "1969-12-31 23:59:59.999999+00",
                        "1970-01-01 00:00:00+00",
                        "2024-02-29 12:00:00.5+00",
                        "9999-12-31 23:59:59.999999+00");
    }

    @Test
    void dates() {
        assertThat(loaded(
                        DataType.DATE,
                        "v",
                        LocalDate.of(1, 1, 1),
                        LocalDate.EPOCH,
                        LocalDate.of(2024, 2, 29),
                        LocalDate.of(9999, 12, 31)))
                .containsExactly("0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31");
    }

    @Test
    void times() {
        assertThat(loaded(
                        DataType.TIME,
                        "CAST(v AS VARCHAR)",
                        LocalTime.MIDNIGHT,
                        LocalTime.of(1, 2, 3, 4000),
                        LocalTime.of(23, 59, 59, 999_999_000)))
                .containsExactly("00:00:00", "01:02:03.000004", "23:59:59.999999");
    }

    @Test
    void decimals() {
        String largest = "99999999999999999999999999999.999999999";
        assertThat(loaded(
                        DataType.DECIMAL,
                        "CAST(v AS VARCHAR)",
                        largest,
                        "-" + largest,
                        "0",
                        "-0.000000001",
                        "1.0000000005",
                        "1E+3"))
                .containsExactly(
                        largest, "-" + largest, "0.000000000", "-0.000000001", "1.000000001", "1000.000000000");
    }

    @Test
    void wei() {
        String largest = "9".repeat(38);
        assertThat(loaded(DataType.WEI, "CAST(v AS VARCHAR)", largest, "-" + largest, "0"))
                .containsExactly(largest, "-" + largest, "0");
    }

    @Test
    void binary() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(loaded(DataType.BINARY, "hex(v)", new byte[0], new byte[] {0}, new byte[] {(byte) 0xff, 1}, all))
                .startsWith("", "00", "FF01")
                .last()
                .asString()
                .hasSize(512)
                .endsWith("FDFEFF");
    }

    @Test
    void jsonKeepsItsText() {
        assertThat(loaded(DataType.JSON, "v", "{\"b\": [1,  2.50], \"a\":\"\\u0000é\"}", "null", "[]", "1e400"))
                .containsExactly("{\"b\": [1,  2.50], \"a\":\"\\u0000é\"}", "null", "[]", "1e400");
    }

    @Test
    void aValueThatDoesNotFitFailsTheLoadAndNamesTheTable() {
        assertThatThrownBy(() -> loaded(DataType.WEI, "v", "1" + "0".repeat(38)))
                .isInstanceOfSatisfying(
                        TerminalFailure.class,
                        failure -> assertThat(failure.explanation().at()).hasValue("table data.t"))
                .hasMessageContaining("does not fit");
    }
}
