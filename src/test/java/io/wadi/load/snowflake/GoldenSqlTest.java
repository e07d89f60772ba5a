package io.wadi.load.snowflake;

import static io.wadi.load.duckdb.Merges.column;
import static io.wadi.load.duckdb.Merges.element;
import static io.wadi.load.duckdb.Merges.items;
import static io.wadi.load.duckdb.Merges.lists;
import static io.wadi.load.duckdb.Merges.row;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.numbers;
import static io.wadi.load.duckdb.Packages.replace;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.load.duckdb.MemoryPart;
import io.wadi.load.duckdb.Packages;
import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.KeySet;
import io.wadi.model.LoadJob;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Refresh;
import io.wadi.snowflake.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every statement of a load, as the server got them: one file for each disposition and strategy. {@code -Dwadi.write=true}
 * writes them anew.
 */
@Tag("peers")
class GoldenSqlTest {
    private static final Path GOLDEN = Path.of("src/test/resources/snowflake");
    private static final Column KEY = column("id", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
    private static final Column DAY = column("day", DataType.DATE, ColumnRole.MERGE_KEY);
    private static final Column GONE = column("gone", DataType.BOOL, ColumnRole.HARD_DELETE);
    private static final Column NAME = column("name", DataType.TEXT);
    private static final Column FROM = column("_dlt_valid_from", DataType.TIMESTAMP, ColumnRole.VALID_FROM);
    private static final Column TO = column("_dlt_valid_to", DataType.TIMESTAMP, ColumnRole.VALID_TO);

    @TempDir
    private Path directory;

    private Account account;

    @BeforeEach
    void anEmptyAccount() {
        account = new Account(directory);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void aFirstLoadMakesTheDataset() throws Exception {
        is("first-load", 0, numbers(1, 2));
    }

    @Test
    void appendOfEveryType() throws Exception {
        List<Column> columns = new ArrayList<>();
        for (DataType type : DataType.values()) {
            columns.add(Column.nullable(type.word(), type));
        }
        columns.set(0, columns.get(0).with(Set.of(ColumnRole.CLUSTER)));
        List<Column> stored = new ArrayList<>(columns);
        stored.add(Packages.ID);
        Object[] nulls = new Object[stored.size()];
        nulls[stored.size() - 1] = "id";
        account.load(numbers(1));
        is("append", append(table("types", columns.toArray(Column[]::new)), MemoryPart.of(stored, nulls)));
    }

    @Test
    void newColumnsAndTwoTables() throws Exception {
        account.load(numbers(1));
        Column later = Column.nullable("later", DataType.TEXT);
        Column needed = Column.required("needed", DataType.BIGINT);
        MemoryPart part = MemoryPart.of(List.of(Packages.NUMBER, Packages.ID, later, needed), row(1, "a", "b", 2));
        is(
                "new-columns",
                append(table("items", Packages.NUMBER, later, needed), part),
                append(table("others", Packages.NUMBER), MemoryPart.numbers(Packages.STORED, 1, 3)));
    }

    @Test
    void replaceIsDeleteAndCopyInTheTransaction() throws Exception {
        account.load(numbers(1));
        is("replace", replace(table("items", Packages.NUMBER), MemoryPart.numbers(Packages.STORED, 2, 3)));
    }

    @ParameterizedTest
    @EnumSource(MergeStrategy.class)
    void eachStrategy(MergeStrategy strategy) throws Exception {
        List<Column> columns = switch (strategy) {
            case SCD2 -> List.of(FROM, TO, KEY, NAME);
            case DELETE_INSERT -> List.of(KEY, DAY, GONE, NAME);
            case UPSERT -> List.of(KEY, GONE, NAME);
            case INSERT_ONLY, CDC -> List.of(KEY, NAME);
        };
        Object[] first = new Object[columns.size() + (strategy == MergeStrategy.SCD2 ? -1 : 1)];
        first[strategy == MergeStrategy.SCD2 ? 0 : columns.indexOf(KEY)] = 1;
        first[first.length - 1] = "r1";
        LoadJob root = items(strategy, columns, first);
        LoadJob lists = lists(element(7, "r1", 0));
        account.load(root, lists);
        is("merge-" + strategy.word(), root, lists);
    }

    @Test
    void rowsThatTheirSourceNoLongerHas() throws Exception {
        LoadJob root = items(MergeStrategy.UPSERT, List.of(KEY), row(1, "r1"));
        LoadJob lists = lists(element(7, "r1", 0));
        account.load(root, lists);
        KeySet keys = new KeySet(List.of(KEY), List.of(MemoryPart.of(List.of(KEY), row(1), row(2))), 100);
        LoadJob gone = new LoadJob(root.table(), root.disposition(), List.of(), Optional.of(keys));
        account.load(items(MergeStrategy.UPSERT, List.of(KEY), row(3, "r3")), lists(element(8, "r3", 0)));
        is("deleted-rows", gone, lists());
    }

    @Test
    void aMergeWithoutNestedRows() throws Exception {
        LoadJob root = items(MergeStrategy.DELETE_INSERT, List.of(KEY), row(1, "r1"));
        account.load(root);
        is("merge-flat", root);
    }

    /** Of two tables one comes again. */
    @ParameterizedTest
    @EnumSource(Refresh.class)
    void eachRefresh(Refresh refresh) throws Exception {
        LoadJob items = numbers(1);
        account.load(items, append(table("others", Packages.NUMBER), MemoryPart.numbers(Packages.STORED, 1, 3)));
        int before = account.snowflake().statements().size();
        String[] tables = refresh == Refresh.DROP_SOURCES ? new String[] {"items", "others"} : new String[] {"items"};
        account.destination().load(Account.clearing(account.next(items), refresh, tables), Deadline.none());
        compare("refresh-" + refresh.word(), account.statements(before));
    }

    @Test
    void theBase() throws Exception {
        account.load(numbers(1));
        int before = account.snowflake().statements().size();
        account.destination().base("shop", "data", "source", Deadline.none());
        compare("base", account.statements(before));
    }

    private void is(String name, LoadJob... jobs) throws IOException {
        is(name, account.snowflake().statements().size(), jobs);
    }

    private void is(String name, int before, LoadJob... jobs) throws IOException {
        account.load(jobs);
        compare(name, account.statements(before));
    }

    private void compare(String name, List<Said> said) throws IOException {
        String text = said.stream().map(this::readable).collect(Collectors.joining("\n"));
        Path file = GOLDEN.resolve(name + ".sql");
        if (Boolean.getBoolean("wadi.write")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
        assertThat(said).allMatch(statement -> statement.failure().isEmpty());
        assertThat(said.stream().map(Said::sql).filter(sql -> sql.matches("(DELETE|MERGE|UPDATE) .*")))
                .as("an OR keeps Snowflake from pruning")
                .noneMatch(sql -> sql.contains(" OR "));
    }

    private String readable(Said said) {
        String table = said.tag().replaceFirst(".*\"table\":\"data\\.([^\"]*)\".*|.*", "$1");
        String sql = said.sql()
                .replace(directory.toString(), "/work")
                .replaceAll(
                        " (?=(FROM|WHERE|USING|WHEN|VALUES|FILES|FILE_FORMAT|ON_ERROR|SET|PARALLEL|UNION|AND EXISTS|AND NOT EXISTS)\\b)",
                        "\n    ");
        return (table.isEmpty() ? "" : "-- " + table + "\n") + sql + ";\n";
    }
}
