package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.ColumnHint;
import io.wadi.testing.Postgres;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's types become (contract section 10). */
class PostgresTypesTest {
    private static final String DATABASE = "types_of_columns";

    private final List<String> warnings = new ArrayList<>();

    @BeforeAll
    static void create() {
        Postgres.shared().database(DATABASE);
    }

    private List<String> only(String table) {
        List<List<String>> rows = Reads.rows(source(), Reads.request(table), warnings);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static Database source() {
        return Reads.database(Postgres.shared().url(DATABASE));
    }

    @Test
    void eachHasItsCounterpart() {
        Postgres.shared()
                .execute(
                        DATABASE,
                        "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                        "CREATE DOMAIN price AS numeric(10,2)",
                        """
                        CREATE TABLE every (
                          s smallint, i int NOT NULL, b bigint, n numeric(12,4), u numeric, p price, f4 real, f8 float8,
                          t boolean, c char(3), v varchar(5), x text, id uuid, m mood, by bytea,
                          tz timestamptz, ts timestamp, d date, ti time, j json, jb jsonb, a int[], texts text[])""",
                        """
                        INSERT INTO every VALUES (
                          -32768, 2147483647, -9223372036854775808, 12.5, 1234567890.1234567890123, 9.99, 1.1, 1e-7,
                          true, 'a', 'ü', 'it''s', '6e2f5ab8-9f3d-4c0e-a6d5-111111111111', 'happy', '\\x00ff',
                          '2024-02-29 12:00:00.123456+02', '1969-12-31 23:59:59.999999', '1582-10-04', '23:59:59.5',
                          '{ "a" : [1, 2.50, "x \\" y"], "b": null }', '{"k": [1, {"l": true}]}', '{1,NULL,3}',
                          '{"a b", "c,d"}')""");

        List<String> row = only("every");

        assertThat(row)
                .containsExactly(
                        "-32768",
                        "2147483647",
                        "-9223372036854775808",
                        "12.5000",
                        "1234567890.1234567890123",
                        "9.99",
                        "1.1",
                        "1.0E-7",
                        "1",
                        "a  ",
                        "ü",
                        "it's",
                        "6e2f5ab8-9f3d-4c0e-a6d5-111111111111",
                        "happy",
                        "00ff",
                        micros(LocalDateTime.parse("2024-02-29T10:00:00.123456")),
                        "-1",
                        String.valueOf(LocalDate.of(1582, 10, 4).toEpochDay()),
                        "86399500000",
                        "{\"a\":[1,2.50,\"x \\\" y\"],\"b\":null}",
                        "{\"k\":[1,{\"l\":true}]}",
                        "[1,null,3]",
                        "[\"a b\",\"c,d\"]");
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("column u of table public.every has 1 values with more than 9 digits after the point:"
                        + " they are rounded");
        Map<String, ColumnHint> hints =
                Reads.reflect(source(), Reads.request("every")).get(0).hints().columns();
        assertThat(hints.keySet()).startsWith("s", "i", "b", "n", "u", "p").hasSize(23);
        assertThat(hints.get("i").nullable()).contains(false);
        assertThat(hints.get("n").precision()).hasValue(12);
        assertThat(hints.get("n").scale()).hasValue(4);
        assertThat(hints.get("u").precision()).isEmpty();
        assertThat(hints.get("p").scale()).hasValue(2);
        assertThat(hints.values())
                .extracting(hint -> hint.type().orElseThrow().word())
                .containsExactly(
                        "bigint",
                        "bigint",
                        "bigint",
                        "decimal",
                        "decimal",
                        "decimal",
                        "double",
                        "double",
                        "bool",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "binary",
                        "timestamp",
                        "timestamp",
                        "date",
                        "time",
                        "json",
                        "json",
                        "json",
                        "json");
        assertThat(hints.get("tz").zoned()).isEmpty();
        assertThat(hints.get("ts").zoned()).contains(false);
    }

    @Test
    void nullsStayNullsAndTheNullOfJsonIsOne() {
        Postgres.shared()
                .execute(
                        DATABASE,
                        """
                        CREATE TABLE nothing (i int, n numeric, f float8, t bool, x text, by bytea, tz timestamptz,
                          ts timestamp, d date, ti time, j jsonb, a int[])""",
                        "INSERT INTO nothing VALUES (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'null', NULL)");

        assertThat(only("nothing")).hasSize(12).containsOnly("null");
        assertThat(warnings).isEmpty();
    }

    @Test
    void othersAreLoadedAsTextAndTheUserIsTold() {
        Postgres.shared()
                .execute(
                        DATABASE,
                        "CREATE TABLE odd (net inet, span interval, cost money, tz timetz, bits bit(3), doc xml)",
                        "INSERT INTO odd VALUES ('10.0.0.1/8', '1 day 2 hours', 12.5, '12:00+02', B'101', '<a/>')");

        assertThat(only("odd")).containsExactly("10.0.0.1/8", "1 day 02:00:00", "$12.50", "12:00:00+02", "101", "<a/>");
        assertThat(warnings)
                .hasSize(6)
                .contains(
                        "column net of table public.odd has type inet, which has no counterpart: it is loaded as text");
    }

    @Test
    void whatHasNoEndIsNullAndCounted() {
        Postgres.shared()
                .execute(
                        DATABASE,
                        "CREATE TABLE endless (ts timestamp, tz timestamptz, d date, n numeric, f float8)",
                        "INSERT INTO endless VALUES ('infinity', '-infinity', 'infinity', 'NaN', 'NaN')",
                        "INSERT INTO endless VALUES ('-infinity', 'infinity', '-infinity', '-Infinity', '-Infinity')",
                        "INSERT INTO endless VALUES ('0044-03-15 12:00 BC', '0044-03-15 12:00+00 BC', '0044-03-15 BC', 1, 1)",
                        "INSERT INTO endless VALUES ('294276-12-31', '294276-12-31+00', '5874897-12-31', 1, 1)");

        List<List<String>> rows = Reads.rows(source(), Reads.request("endless"), warnings);

        assertThat(rows.get(0)).containsExactly("null", "null", "null", "null", "NaN");
        assertThat(rows.get(1)).containsExactly("null", "null", "null", "null", "-Infinity");
        String ides = micros(LocalDateTime.of(-43, 3, 15, 12, 0));
        assertThat(rows.get(2))
                .containsExactly(
                        ides, ides, String.valueOf(LocalDate.of(-43, 3, 15).toEpochDay()), "1", "1.0");
        assertThat(rows.get(3).subList(0, 2)).containsOnly("null");
        assertThat(warnings)
                .hasSize(4)
                .contains(
                        "column ts of table public.endless has 3 values that no destination holds (an infinite one, NaN,"
                                + " 24:00:00, a time beyond 64 bits of microseconds): they are loaded as null; a view that casts"
                                + " them to text keeps them");
    }

    private static String micros(LocalDateTime time) {
        return String.valueOf(time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1_000);
    }
}
