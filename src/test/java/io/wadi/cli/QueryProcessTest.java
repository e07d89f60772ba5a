package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.duckdb.Grid;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A question has its own process: it ends, with whatever it took. */
class QueryProcessTest {
    private static final Grid.Bounds FEW = new Grid.Bounds(5, 50, false, 10_000);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void fill() throws SQLException {
        file = folder.resolve("wadi.duckdb");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA shop");
            statement.execute("CREATE TABLE shop.orders AS SELECT i AS id, NULL AS note FROM range(9) t(i)");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + file);
    }

    private Grid ask(Duration longest, String sql) {
        return new QueryProcess(longest).ask(file, "shop", sql, FEW);
    }

    @Test
    void anAnswerAndARefusalArriveWhole() {
        Grid grid = ask(QueryProcess.LONGEST.multipliedBy(4), "SELECT id, note, 'zażółć' AS \"…\" FROM orders");
        assertThat(grid.more()).isTrue();
        assertThat(grid.columns()).extracting(Grid.Column::name).containsExactly("id", "note", "…");
        assertThat(grid.rows().get(0)).isEqualTo(List.of(Optional.of("0"), Optional.empty(), Optional.of("zażółć")));
        assertThatThrownBy(() -> ask(QueryProcess.LONGEST.multipliedBy(4), "DROP TABLE orders"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("not one statement that reads");
    }

    @Test
    void whatTakesTooLongIsEnded() {
        assertThatThrownBy(() -> ask(
                        Duration.ofSeconds(3), "SELECT count(*) FROM range(100000000000) t(i) WHERE hash(i) % 7 = 8"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("took longer than 3 s and was ended");
        assertThatThrownBy(() ->
                        ask(QueryProcess.LONGEST, "SELECT count(*) FROM range(1000000000) a, range(1000000000) b"))
                .isInstanceOf(TerminalFailure.class);
        assertThat(ProcessHandle.current()
                        .children()
                        .flatMap(each -> each.info().arguments().stream())
                        .filter(arguments -> List.of(arguments).contains(QueryChild.class.getName())))
                .isEmpty();
    }

    @Test
    void memoryThatDuckDbDoesNotCountIsNotHadEither() {
        assertThatThrownBy(() -> ask(
                        Duration.ofSeconds(30),
                        "SELECT length(list(repeat('x', 200000000) || i)::VARCHAR) FROM range(100) t(i)"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("took more")
                .hasMessageNotContaining("SET ");
    }

    @Test
    void whileThisProcessLoadsItIsNotNow() throws SQLException {
        try (Connection load = connect()) {
            assertThatThrownBy(() -> ask(QueryProcess.LONGEST.multipliedBy(4), "SELECT 1"))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("held by another process");
            assertThat(load.isValid(1)).isTrue();
        }
    }
}
