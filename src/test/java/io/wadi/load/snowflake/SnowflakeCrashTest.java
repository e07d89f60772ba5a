package io.wadi.load.snowflake;

import static io.wadi.load.duckdb.Merges.column;
import static io.wadi.load.duckdb.Merges.element;
import static io.wadi.load.duckdb.Merges.items;
import static io.wadi.load.duckdb.Merges.lists;
import static io.wadi.load.duckdb.Merges.row;
import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.STORED;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.replace;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wadi.load.duckdb.MemoryPart;
import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.MergeStrategy;
import io.wadi.snowflake.Faults.Side;
import io.wadi.snowflake.Said;
import io.wadi.snowflake.SnowflakeServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The network is cut at every statement of a load, before or after it takes effect; the package is then loaded again. */
@Tag("exhaustive")
class SnowflakeCrashTest {
    private static final List<Column> COLUMNS =
            List.of(column("id", DataType.BIGINT, ColumnRole.PRIMARY_KEY), column("later", DataType.TEXT));

    @TempDir
    static Path directory;

    private static SnowflakeServer server;

    @BeforeAll
    static void start() {
        server = SnowflakeServer.start().user(Account.USER, "secret");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyStatement() {
        Account reference = fresh("REFERENCE");
        int before = server.statements().size();
        reference.destination().load(second(), Deadline.none());
        List<String> statements =
                reference.statements(before).stream().map(Said::sql).distinct().toList();
        List<String> wanted = content("REFERENCE");
        assertThat(statements).hasSizeGreaterThan(25);
        List<DynamicTest> tests = new ArrayList<>();
        for (Side side : Side.values()) {
            for (int i = 0; i < statements.size(); i++) {
                String database = side + "_" + i;
                String sql = statements.get(i);
                // Before a statement is after the one before it, but for the commit, whose outcome nobody was told.
                if (side == Side.BEFORE && !sql.equals("COMMIT")) {
                    continue;
                }
                tests.add(dynamicTest(side + " " + sql, () -> {
                    crashed(database, sql, side);
                    assertThat(content(database)).isEqualTo(wanted);
                }));
            }
        }
        return tests.stream();
    }

    /** As the next run does: the receipt says whether there is anything left to do. */
    private static void crashed(String database, String sql, Side side) {
        Account account = fresh(database);
        server.faults().cut("^" + Pattern.quote(sql) + "$", side);
        List<String> before = content(database);
        try {
            account.destination().load(second(), Deadline.none());
        } catch (Failure e) {
            server.faults().mend();
            // Else the transaction of a client that died holds the head, as at Snowflake.
            server.expireSessions();
            boolean committed = account.destination().hasReceipt("shop", "data", "2.5", Deadline.none());
            assertThat(committed).isEqualTo(!content(database).equals(before));
            assertThat(account.destination().load(second(), Deadline.none()).already())
                    .isEqualTo(committed);
        } finally {
            server.faults().mend();
        }
    }

    private static Account fresh(String database) {
        server.database(database);
        Account account = new Account(server, database, directory.resolve(database));
        account.destination().load(first(), Deadline.none());
        return account;
    }

    private static LoadPackage first() {
        return load(
                "1.5",
                Head.NONE,
                numbers("added", 3),
                replace(table("replaced", NUMBER), MemoryPart.numbers(STORED, 1, 2)),
                merge(COLUMNS.subList(0, 1), row(1, "a"), row(2, "b")),
                lists(element(1, "a", 0), element(2, "b", 0)));
    }

    private static LoadPackage second() {
        return load(
                "2.5",
                new Head("1.5", 1),
                numbers("added", 2),
                numbers("new", 4),
                replace(table("replaced", NUMBER), MemoryPart.numbers(STORED, 1, 5)),
                merge(COLUMNS, row(2, "x", "b2"), row(3, "y", "c"), row(3, "z", "c")),
                lists(element(3, "b2", 0), element(4, "c", 0)));
    }

    private static LoadJob numbers(String name, int rows) {
        return append(table(name, NUMBER), MemoryPart.numbers(STORED, 1, rows));
    }

    private static LoadJob merge(List<Column> columns, Object[]... rows) {
        return items(MergeStrategy.UPSERT, columns, rows);
    }

    private static List<String> content(String database) {
        List<String> content = new ArrayList<>();
        for (String table : List.of(
                "ADDED", "NEW", "REPLACED", "ITEMS", "ITEMS__L", "_DLT_LOADS", "_WADI_RECEIPTS", "_WADI_HEADS")) {
            String name = database + ".DATA." + table;
            boolean there = !server.rows("SELECT TABLE_NAME FROM " + database
                            + ".INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'DATA' AND TABLE_NAME = '" + table + "'")
                    .isEmpty();
            // What set-up made before the crash has no rows.
            List<String> rows = there
                    ? server.rows("SELECT * FROM " + name).stream()
                            .map(row -> String.valueOf(row.values().stream()
                                    .map(String::valueOf)
                                    .filter(value -> !value.equals("null"))
                                    .toList()))
                            .sorted()
                            .toList()
                    : List.of();
            content.add(table + rows);
        }
        return content;
    }
}
