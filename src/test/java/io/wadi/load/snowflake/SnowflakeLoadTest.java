package io.wadi.load.snowflake;

import static io.wadi.load.duckdb.Merges.row;
import static io.wadi.load.duckdb.Packages.ID;
import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.STORED;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static io.wadi.load.duckdb.Packages.replace;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Effort;
import io.wadi.load.Loaded;
import io.wadi.load.Milestones.Point;
import io.wadi.load.PastLoad;
import io.wadi.load.duckdb.MemoryPart;
import io.wadi.load.duckdb.Packages;
import io.wadi.model.Base;
import io.wadi.model.Cancelled;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.StalePackage;
import io.wadi.model.TerminalFailure;
import io.wadi.snowflake.Said;
import io.wadi.testing.NotWithPeers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads through the real driver; the server keeps rows, so rows are what is looked at. */
@Tag("peers")
class SnowflakeLoadTest {
    @TempDir
    private Path directory;

    private Account account;

    @BeforeEach
    void anEmptyAccount() {
        account = new Account(directory);
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(account.snowflake().openSessions()).isZero();
        account.close();
    }

    @Test
    void everyTypeArrivesAndJsonIsObjectsAndArrays() {
        List<Column> columns = new ArrayList<>();
        for (DataType type : DataType.values()) {
            columns.add(Column.nullable(type.word(), type));
        }
        columns.add(Column.nullable("list", DataType.JSON));
        columns.add(ID);
        Instant time = Instant.parse("1969-12-31T23:59:59.123456Z");
        byte[] bytes = {0, (byte) 0xff, '\'', '\\'};
        account.load(append(
                table("types", columns.subList(0, columns.size() - 1).toArray(Column[]::new)),
                MemoryPart.of(
                        columns,
                        row(
                                "it's \\ \"é\" 😀\n",
                                -0.1,
                                true,
                                time,
                                Long.MIN_VALUE,
                                bytes,
                                "{\"a\":{\"b\":[1,\"x\"]}}",
                                "12345678901234567890.123456789",
                                "99999999999999999999999999999999999999",
                                LocalDate.of(1582, 10, 4),
                                LocalTime.of(23, 59, 59, 999_999_000),
                                "[1,null]",
                                "id"))));

        Map<String, Object> row =
                account.snowflake().rows("SELECT * FROM DATA.TYPES").get(0);
        assertThat(row)
                .containsEntry("TEXT", "it's \\ \"é\" 😀\n")
                .containsEntry("DOUBLE", -0.1)
                .containsEntry("BOOL", true)
                .containsEntry("TIMESTAMP", time)
                .containsEntry("BINARY", "00FF275C")
                .containsEntry("DATE", LocalDate.of(1582, 10, 4))
                .containsEntry("TIME", LocalTime.of(23, 59, 59, 999_999_000));
        assertThat(row.get("BIGINT")).hasToString("-9223372036854775808");
        assertThat(row.get("DECIMAL")).hasToString("12345678901234567890.123456789");
        assertThat(row.get("WEI")).hasToString("99999999999999999999999999999999999999");
        assertThat(account.rows("SELECT TYPEOF(JSON), TYPEOF(LIST) FROM DATA.TYPES"))
                .containsExactly("OBJECT,ARRAY");
        assertThat(account.snowflake().columns("DATA.TYPES").values())
                .containsExactly(
                        "VARCHAR(16777216)",
                        "FLOAT",
                        "BOOLEAN",
                        "TIMESTAMP_LTZ(9)",
                        "NUMBER(19,0)",
                        "BINARY(8388608)",
                        "VARIANT",
                        "NUMBER(38,9)",
                        "NUMBER(38,0)",
                        "DATE",
                        "TIME(9)",
                        "VARIANT",
                        "VARCHAR(16777216) NOT NULL",
                        "VARCHAR(16777216) NOT NULL");
    }

    @Test
    void aLoadIsToldOfAndTheNextBeginsThere() {
        Loaded first = account.load(numbers(1, 2));
        assertThat(first.rows()).isEqualTo(Map.of("items", 2L));
        assertThat(first.newTables()).containsExactly("items");
        Column later = Column.nullable("later", DataType.TEXT);
        Loaded second = account.load(
                append(table("items", NUMBER, later), MemoryPart.of(List.of(NUMBER, ID, later), row(3, "id-3", "x"))));
        assertThat(second.newColumns()).isEqualTo(Map.of("items", List.of("later")));

        assertThat(account.rows("SELECT N, _DLT_LOAD_ID, _DLT_ID, LATER FROM DATA.ITEMS ORDER BY N"))
                .containsExactly("1,1.5,id-1,null", "2,1.5,id-2,null", "3,2.5,id-3,x");
        Base base = account.destination().base("shop", "data", "source", Deadline.none());
        assertThat(base.head()).isEqualTo(new Head("2.5", 2));
        assertThat(base.state()).contains("state of 2.5");
        assertThat(base.schema()).contains("{\"schema\":1}");
        assertThat(account.destination().loads("shop", "data", "source", 5, Deadline.none()))
                .containsExactly(new PastLoad("2.5", Packages.CREATED), new PastLoad("1.5", Packages.CREATED));
        assertThat(account.rows("SELECT STATUS, SCHEMA_NAME, LOAD_ID FROM DATA._DLT_LOADS ORDER BY LOAD_ID"))
                .containsExactly("0,source,1.5", "0,source,2.5");
        assertThat(account.snowflake().stagedFiles()).isEmpty();
        assertThat(directory).isDirectoryNotContaining(file -> Files.isRegularFile(file));
    }

    @Test
    void anEmptyAccountHasNoBase() {
        assertThat(account.destination().base("shop", "data", "source", Deadline.none()))
                .isEqualTo(Base.NONE);
        assertThat(account.destination().hasReceipt("shop", "data", "1.5", Deadline.none()))
                .isFalse();
        assertThat(account.snowflake().statements()).allMatch(said -> said.sql().startsWith("SELECT"));
    }

    @Test
    void theNumberOfStatementsDoesNotDependOnRows() {
        account.load(numbers(1));
        int before = account.snowflake().statements().size();
        account.load(append(table("items", NUMBER), MemoryPart.numbers(STORED, 1, 1)));
        int few = account.statements(before).size();
        account.load(append(
                table("items", NUMBER), MemoryPart.numbers(STORED, 20, 5_000), MemoryPart.numbers(STORED, 1, 7)));

        assertThat(account.statements(before + few)).hasSize(few);
        assertThat(account.rows("SELECT COUNT(*) FROM DATA.ITEMS")).containsExactly("100009");
    }

    @Test
    @NotWithPeers("fakesnow does not tell the sizes of staged files")
    void whatItTookIsTold() {
        account.load(numbers(1));
        int before = account.server().statements().size();
        List<Long> sizes = new ArrayList<>();
        Effort effort = account.destination(point -> {
                    if (point == Point.AFTER_SETUP) {
                        sizes.addAll(account.server().stagedSizes());
                    }
                })
                .load(account.next(numbers(2), numbers(3)), Deadline.none())
                .effort();

        assertThat(effort.statements())
                .isEqualTo(account.statements(before).size())
                .isPositive();
        assertThat(effort.bytes())
                .isEqualTo(sizes.stream().mapToLong(Long::longValue).sum())
                .isPositive();
        assertThat(effort.times().keySet()).containsExactly("prepare", "upload", "transaction", "tidy");
        assertThat(effort.times().values()).allMatch(time -> time.toNanos() > 0);
    }

    @Test
    void everyStatementCarriesItsTag() {
        account.load(numbers(1));
        assertThat(account.snowflake().statements())
                .allSatisfy(
                        said -> assertThat(said.tag())
                                .startsWith(
                                        "{\"app\":\"wadi\",\"deployment\":\"nightly \\\"1\\\"\",\"pipeline\":\"shop\",\"load\":\"1.5\""));
        assertThat(account.snowflake().statements().stream()
                        .filter(said -> said.sql().startsWith("COPY"))
                        .map(Said::tag))
                .allMatch(tag -> tag.endsWith(",\"table\":\"data.items\"}"));
    }

    @Test
    void readersNeverSeeAnEmptyTable() {
        account.load(numbers(1, 2));
        List<String> seen = new ArrayList<>();
        account.destination(point -> seen.add(point + " " + account.rows("SELECT COUNT(*) FROM DATA.ITEMS")))
                .load(account.next(replace(table("items", NUMBER), MemoryPart.numbers(STORED, 1, 3))), Deadline.none());

        assertThat(seen)
                .containsExactly(
                        "BEFORE_SETUP [2]",
                        "AFTER_SETUP [2]",
                        "BEFORE_ROWS [2]",
                        "AFTER_ROWS [2]",
                        "BEFORE_COMMIT [2]",
                        "AFTER_COMMIT [3]");
    }

    @Test
    void theSamePackageIsLoadedOnce() {
        account.load(numbers(1));
        Loaded again = account.destination().load(load("1.5", Head.NONE, numbers(1)), Deadline.none());
        assertThat(again.already()).isTrue();
        assertThat(account.rows("SELECT N FROM DATA.ITEMS")).containsExactly("1");
    }

    @Test
    void ofTwoLoadsFromOneBaseOneIsStaleBeforeItsTransaction() {
        account.load(numbers(1));
        account.load(numbers(2));
        assertThatThrownBy(() ->
                        account.destination().load(load("3.5", new Head("1.5", 1), numbers(3)), Deadline.none()))
                .isInstanceOf(StalePackage.class);
        assertThat(account.rows("SELECT N FROM DATA.ITEMS ORDER BY N")).containsExactly("1", "2");
    }

    @Test
    void ofTwoLoadsFromOneBaseOneIsStaleWithinIt() {
        account.load(numbers(1));
        SnowflakeDestination late = account.destination(point -> {
            if (point == Point.AFTER_SETUP) {
                account.load(numbers(2));
            }
        });
        assertThatThrownBy(() -> late.load(load("3.5", new Head("1.5", 1), numbers(3)), Deadline.none()))
                .isInstanceOf(StalePackage.class)
                .hasMessageContaining("another run of pipeline shop");
        assertThat(account.rows("SELECT N FROM DATA.ITEMS ORDER BY N")).containsExactly("1", "2");
        assertThat(account.rows("SELECT LOAD_ID FROM DATA._WADI_RECEIPTS ORDER BY 1"))
                .containsExactly("1.5", "2.5");
    }

    @Test
    void aPartThatGivesFewerRowsThanItShouldIsNotLoaded() {
        account.load(numbers(1));
        MemoryPart part = MemoryPart.numbers(STORED, 1, 5);
        MemoryPart short1 = new MemoryPart(STORED, 6, 1, part.source());
        assertThatThrownBy(() -> account.load(append(table("items", NUMBER), short1)))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("should hold 6 rows and gave 5");
        assertThat(account.rows("SELECT N FROM DATA.ITEMS")).containsExactly("1");
    }

    @Test
    void aCancelledLoadLeavesNothing() {
        account.load(numbers(1));
        for (Point at : Point.values()) {
            Deadline deadline = Deadline.none();
            SnowflakeDestination destination = account.destination(point -> {
                if (point == at && at != Point.AFTER_COMMIT) {
                    deadline.cancel("stopped by a test");
                }
            });
            if (at != Point.AFTER_COMMIT) {
                assertThatThrownBy(() -> destination.load(load("2.5", new Head("1.5", 1), numbers(2)), deadline))
                        .isInstanceOf(Cancelled.class);
            }
        }
        assertThat(account.rows("SELECT N FROM DATA.ITEMS")).containsExactly("1");
        assertThat(account.load(numbers(2)).already()).isFalse();
    }
}
