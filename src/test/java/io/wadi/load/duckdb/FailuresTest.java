package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.ID;
import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.STORED;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Base;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import io.wadi.model.RecordBatch;
import io.wadi.model.TerminalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads that fail: what is said, and that nothing is left of them. */
class FailuresTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("shop.duckdb");
    }

    private void run(LoadPackage load) {
        new DuckDbDestination(file()).load(load, Deadline.none());
    }

    private void nothingIsLoaded() {
        assertThat(Database.rows(
                        file(), "SELECT table_name FROM duckdb_tables() WHERE table_name NOT LIKE '\\_%' ESCAPE '\\'"))
                .isEmpty();
        assertThat(Database.rows(file(), "FROM data._dlt_loads")).isEmpty();
        assertThat(new DuckDbDestination(file()).base("shop", "data", "source", Deadline.none()))
                .isEqualTo(Base.NONE);
    }

    private static MemoryPart part(int batches, IntFunction<RecordBatch> source) {
        return new MemoryPart(STORED, batches * 3000L, batches, source);
    }

    @Test
    void aFailureOfThePartComesOutAsItIs() {
        RecordBatch good = MemoryPart.numbers(STORED, 1, 3000).read(0);
        TerminalFailure torn = new TerminalFailure(Explanation.of("part-1 is damaged"));
        MemoryPart part = part(9, index -> {
            if (index == 7) {
                throw torn;
            }
            return good;
        });

        assertThatThrownBy(() -> run(load("1.5", Head.NONE, numbers(1), append(table("torn", NUMBER), part))))
                .isSameAs(torn);
        nothingIsLoaded();
    }

    @Test
    void anErrorOfThePartComesOutAsItIs() {
        MemoryPart part = part(1, index -> {
            throw new StackOverflowError("deep");
        });

        assertThatThrownBy(() -> run(load("1.5", Head.NONE, append(table("torn", NUMBER), part))))
                .isInstanceOf(StackOverflowError.class);
        nothingIsLoaded();
    }

    @Test
    void aPartWithFewerRowsThanItSaysIsRefused() {
        MemoryPart part = new MemoryPart(
                STORED, 3, 1, index -> MemoryPart.numbers(STORED, 1, 2).read(0));

        assertThatThrownBy(() -> run(load("1.5", Head.NONE, append(table("short", NUMBER), part))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("part-1 should hold 3 rows and gave 2");
        nothingIsLoaded();
    }

    /** DuckDB's names are the same in any case, and so is what somebody made of them. */
    @Test
    void aColumnThatIsTooNarrowIsRefusedWhateverTheCaseOfItsName() {
        Column price = Column.nullable("price", DataType.DOUBLE);
        Database.execute(
                file(),
                "CREATE SCHEMA data",
                "CREATE TABLE data.\"Items\" (\"Price\" INTEGER, _dlt_load_id VARCHAR, _dlt_id VARCHAR)");
        MemoryPart part = MemoryPart.of(List.of(price, ID), new Object[] {1.5, "id"});

        assertThatThrownBy(() -> run(load("1.5", Head.NONE, append(table("items", price), part))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("column price of data.items is INTEGER at the destination");
        assertThat(Database.rows(file(), "FROM data.items")).isEmpty();
    }

    @Test
    void aMissingValueNamesTableAndColumn() {
        Column must = Column.required("must", DataType.TEXT);
        MemoryPart part = MemoryPart.of(List.of(must, ID), new Object[] {null, "id"});

        assertThatThrownBy(() -> run(load("1.5", Head.NONE, append(table("strict", must), part))))
                .isInstanceOfSatisfying(
                        TerminalFailure.class,
                        failure -> assertThat(failure.explanation().at()).hasValue("table data.strict"))
                .hasMessageContaining("must");
        nothingIsLoaded();
    }

    @Test
    void aFileOfAnotherKindIsLeftAlone() throws Exception {
        Files.writeString(file(), "not a database, ".repeat(1000));

        assertThatThrownBy(() -> run(load("1.5", Head.NONE, numbers(1))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(file() + " is not a DuckDB database");
        assertThatThrownBy(() -> new DuckDbDestination(file()).base("shop", "data", "source", Deadline.none()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("is not a DuckDB database");
        assertThat(file()).content().startsWith("not a database").hasSize(16_000);
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path blocked = directory.resolve("blocked");
        Files.writeString(blocked, "a file");

        assertThatThrownBy(() -> new DuckDbDestination(blocked.resolve("shop.duckdb"))
                        .load(load("1.5", Head.NONE, numbers(1)), Deadline.none()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(blocked.toString());
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsNamed() {
        assertThatThrownBy(() ->
                        new DuckDbDestination(directory).load(load("1.5", Head.NONE, numbers(1)), Deadline.none()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining(directory + " cannot be opened as a file");
    }

    @Test
    void aSemicolonInTheNameIsRefused() {
        assertThatThrownBy(() -> new DuckDbDestination(directory.resolve("a;b"))
                        .load(load("1.5", Head.NONE, numbers(1)), Deadline.none()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("semicolon");
    }

    @Test
    void theWordsOfAValueDoNotDecideWhatAFailureIs() {
        Column json = Column.nullable("j", DataType.JSON);
        MemoryPart part =
                MemoryPart.of(List.of(json, ID), new Object[] {"TransactionContext Error: Conflict on update!", "id"});

        assertThatThrownBy(() -> run(load("1.5", Head.NONE, append(table("t", json), part))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("does not fit");
    }
}
