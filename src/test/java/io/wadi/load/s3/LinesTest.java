package io.wadi.load.s3;

import static io.wadi.load.duckdb.Packages.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.load.Milestones;
import io.wadi.load.duckdb.MemoryPart;
import io.wadi.load.duckdb.Packages;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gzipped lines of JSON: exact, the same bytes for the same rows, and the same rows as in Parquet. */
class LinesTest {
    private static final String HUGE = "12345678901234567890123456789";
    private static final String DOCUMENT = "{\"a\":0.10,\"b\":9007199254740993,\n \"c\":{\"d\":[null,\"é\"]}}";
    private static final List<Column> COLUMNS = List.of(
            Column.nullable("b", DataType.BIGINT),
            column("huge", DataType.BIGINT, 128, 0),
            column("d", DataType.DECIMAL, 38, 9),
            Column.nullable("w", DataType.WEI),
            Column.nullable("x", DataType.DOUBLE),
            Column.nullable("y", DataType.BOOL),
            Column.nullable("t", DataType.TEXT),
            Column.nullable("j", DataType.JSON),
            Column.nullable("bin", DataType.BINARY),
            Column.nullable("moment", DataType.TIMESTAMP),
            new Column("wall", DataType.TIMESTAMP, true, OptionalInt.empty(), OptionalInt.empty(), Set.of(), false),
            Column.nullable("day", DataType.DATE),
            Column.nullable("hour", DataType.TIME));
    private static final String TYPES = "{b: 'BIGINT', huge: 'DECIMAL(38,0)', d: 'DECIMAL(38,9)', w: 'DECIMAL(38,0)',"
            + " x: 'DOUBLE', y: 'BOOLEAN', t: 'VARCHAR', j: 'JSON', bin: 'VARCHAR', moment: 'TIMESTAMPTZ', wall: 'TIMESTAMP', day: 'DATE',"
            + " hour: 'TIME', _dlt_load_id: 'VARCHAR'}";

    @TempDir
    private Path home;

    private static Column column(String name, DataType type, int precision, int scale) {
        return new Column(name, type, true, OptionalInt.of(precision), OptionalInt.of(scale), Set.of());
    }

    private static LoadPackage all() {
        Instant at = Instant.parse("2026-01-02T03:04:05.678901Z");
        Object[] nothing = new Object[COLUMNS.size()];
        return load(
                "1.5",
                Head.NONE,
                Packages.append(
                        Packages.table("items", COLUMNS.toArray(Column[]::new)),
                        MemoryPart.of(
                                COLUMNS,
                                new Object[] {
                                    Long.MIN_VALUE,
                                    HUGE,
                                    HUGE + ".123456789",
                                    HUGE,
                                    0.1,
                                    true,
                                    "\"quoted\", \\ \n\t\u0001 é 😀 ]}",
                                    DOCUMENT,
                                    new byte[] {0, -1, 34},
                                    at,
                                    at,
                                    LocalDate.of(1969, 7, 20),
                                    LocalTime.of(23, 59, 59, 999_999_000)
                                },
                                nothing,
                                new Object[] {
                                    9007199254740993L,
                                    "-1",
                                    "-0.000000001",
                                    "0",
                                    Double.NaN,
                                    false,
                                    "",
                                    "\"a text\"",
                                    new byte[0],
                                    Instant.EPOCH,
                                    Instant.EPOCH,
                                    LocalDate.EPOCH,
                                    LocalTime.MIDNIGHT
                                },
                                infinite(Double.POSITIVE_INFINITY),
                                infinite(Double.NEGATIVE_INFINITY))));
    }

    private static Object[] infinite(double value) {
        Object[] row = new Object[COLUMNS.size()];
        row[4] = value;
        return row;
    }

    private static Lake lake(Path home, FileFormat format) {
        Lake lake = new Lake(home);
        lake.format = format;
        return lake;
    }

    private static String only(Lake lake, String table) {
        return lake.keys().stream()
                .filter(key -> key.startsWith("raw/data/" + table + "/"))
                .reduce((one, more) -> {
                    throw new AssertionError(one + " and " + more);
                })
                .orElseThrow();
    }

    private static String text(byte[] gzipped) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void rowsAreThoseOfParquet() {
        try (Lake lines = lake(home.resolve("lines"), FileFormat.JSON_LINES);
                Lake parquet = lake(home.resolve("parquet"), FileFormat.PARQUET)) {
            lines.run(all());
            parquet.run(all());

            lines.types = TYPES;
            String columns = COLUMNS.stream()
                    .map(column -> '"' + column.name() + '"')
                    .collect(Collectors.joining(", ", "SELECT ", ", _dlt_load_id FROM t"));
            // Who reads a document from a line parses it; what stands there is asserted below.
            String parsed = "replace(replace(j, chr(10) || ' ', ''), '0.10', '0.1')";
            List<String> expected =
                    parquet.rows("items", columns.replace("\"bin\"", "hex(bin)").replace("\"j\"", parsed));
            assertThat(expected).hasSize(5);
            assertThat(lines.rows("items", columns)).isEqualTo(expected);
        }
    }

    @Test
    void aLineIsExactAndHasNoWordForWhatIsNotThere() throws IOException {
        try (Lake lake = lake(home, FileFormat.JSON_LINES)) {
            lake.run(all());
            String key = only(lake, "items");
            assertThat(key).isEqualTo("raw/data/items/load_date=1970-01-01/1.5/part-0.jsonl.gz");
            String[] lines = text(lake.store.bytes(key)).split("\n", -1);

            assertThat(lines[0])
                    .isEqualTo("{\"b\":\"-9223372036854775808\",\"huge\":\"" + HUGE + "\",\"d\":\"" + HUGE
                            + ".123456789\",\"w\":\"" + HUGE + "\",\"x\":0.1,\"y\":true,"
                            + "\"t\":\"\\\"quoted\\\", \\\\ \\n\\t\\u0001 é 😀 ]}\",\"j\":"
                            + DOCUMENT.replace('\n', ' ')
                            + ",\"bin\":\"00FF22\",\"moment\":\"2026-01-02T03:04:05.678901+00:00\","
                            + "\"wall\":\"2026-01-02T03:04:05.678901\",\"day\":\"1969-07-20\","
                            + "\"hour\":\"23:59:59.999999\",\"_dlt_load_id\":\"1.5\"}");
            assertThat(lines[1]).isEqualTo("{\"_dlt_load_id\":\"1.5\"}");
            assertThat(lines[2]).contains("\"x\":\"NaN\"").contains("\"j\":\"a text\"");
            assertThat(lines[3]).contains("\"x\":\"inf\"");
            assertThat(lines[4]).contains("\"x\":\"-inf\"");
            assertThat(lines).hasSize(6).endsWith("");
            assertThat(text(lake.store.bytes(only(lake, "_dlt_loads"))))
                    .contains("\"_wadi_rows\":{\"items\":5}", "\"status\":\"0\"");
        }
    }

    /** The size is that of the compressed file, and no header of gzip tells when it was written. */
    @Test
    void filesEndNearTheirSizeAndAreWrittenAgainWithTheSameBytes() {
        LoadPackage load = load(
                "1.5",
                Head.NONE,
                Packages.append(
                        Packages.table("items", Packages.NUMBER), MemoryPart.numbers(Packages.STORED, 10, 20_000)));
        Sizes sizes = new Sizes(200_000, 16 << 20);
        try (Lake lake = lake(home.resolve("a"), FileFormat.JSON_LINES);
                Lake again = lake(home.resolve("b"), FileFormat.JSON_LINES)) {
            lake.run(load, sizes, Milestones.NONE);
            again.run(load, sizes, Milestones.NONE);

            List<String> files = lake.keys().stream()
                    .filter(key -> key.startsWith("raw/data/items/"))
                    .toList();
            assertThat(files).hasSizeGreaterThan(2);
            for (String file : files) {
                byte[] bytes = lake.store.bytes(file);
                assertThat(bytes.length).isLessThan(400_000);
                assertThat(bytes).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
                assertThat(again.store.bytes(file)).isEqualTo(bytes);
            }
            assertThat(lake.rows("items", "SELECT count(*), count(DISTINCT n), sum(n) FROM t"))
                    .containsExactly("200000,200000,19999900000");
        }
    }
}
