package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.config.Nearest;
import io.wadi.model.ColumnHint;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.TerminalFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases whose drivers are put on the class path: types, names and keys. */
class OtherDatabasesTest {
    @TempDir
    private Path home;

    enum Kind {
        H2("jdbc:h2:", OtherMatrices.H2),
        HSQLDB("jdbc:hsqldb:file:", OtherMatrices.HSQLDB),
        SQLITE("jdbc:sqlite:", OtherMatrices.SQLITE);

        private final String prefix;
        private final TypeMatrix matrix;

        Kind(String prefix, TypeMatrix matrix) {
            this.prefix = prefix;
            this.matrix = matrix;
        }

        boolean hasSchemas() {
            return this != SQLITE;
        }
    }

    private Database filled(Kind kind, List<String> statements) {
        String url = kind.prefix + home.resolve("shop");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Database("shop", url, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void eachValueArrivesAsTheTableOfTypesSays(Kind kind) {
        List<String> statements = new ArrayList<>(List.of(kind.matrix.create("matrix")));
        statements.addAll(kind.matrix.inserts("matrix"));

        MatrixRun run = MatrixRun.of(filled(kind, statements), Reads.request("matrix"), home);

        run.shows(kind.matrix);
    }

    @ParameterizedTest
    @EnumSource
    void tablesAreFoundByOddNamesWithKeysAndWithout(Kind kind) {
        String schema = kind.hasSchemas() ? "\"Odd shop\"." : "";
        List<String> statements = List.of(
                kind.hasSchemas() ? "CREATE SCHEMA \"Odd shop\"" : "SELECT 1",
                "CREATE TABLE " + schema + "\"Odd.Orders\" (\"the Day\" DATE NOT NULL, \"no.\" INTEGER NOT NULL,"
                        + " x_y VARCHAR(9), PRIMARY KEY (\"no.\", \"the Day\"))",
                "INSERT INTO " + schema + "\"Odd.Orders\" VALUES ('2024-01-31', 7, 'a')",
                "CREATE TABLE " + schema + "keyless (a INTEGER)",
                "INSERT INTO " + schema + "keyless VALUES (1)");
        Database source = filled(kind, statements);
        TableRequest odd = Reads.request(schema + "\"Odd.Orders\"");

        assertThat(Reads.reflect(source, odd).get(0).hints().primaryKey()).containsExactly("no.", "the Day");
        assertThat(Reads.reflect(source, Reads.request(schema + "keyless"))
                        .get(0)
                        .hints()
                        .primaryKey())
                .isEmpty();
        MatrixRun run = MatrixRun.of(source, odd, home);
        assertThat(run.ask("SELECT the_day || ' ' || nox || ' ' || x_y FROM d.t"))
                .containsExactly("2024-01-31 7 a");
        assertThat(run.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTableThatIsNotThereIsGuessedAndPatternsFindThoseThatAre(Kind kind) {
        Database source = filled(kind, List.of("CREATE TABLE products (a INTEGER)", "CREATE TABLE orders (a INTEGER)"));

        assertThatThrownBy(() -> Reads.reflect(source, Reads.request("produkts")))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .extracting(p -> p.fix().orElse("").toLowerCase(Locale.ROOT))
                        .containsExactly("did you mean products?"));
        assertThat(new Survey("shop", source, Nearest::to)
                        .tables(Optional.empty(), List.of())
                        .tables())
                .extracting(table -> table.name().table().toLowerCase(Locale.ROOT))
                .containsExactly("orders", "products");
    }

    @Test
    void whatIsNotOfItsColumnsTypeInSqliteEndsTheRunOrIsText() {
        Database source = filled(
                Kind.SQLITE,
                List.of(
                        "CREATE TABLE t (id INTEGER, n INT, d DATETIME)",
                        "INSERT INTO t VALUES (1, 7, '2024-01-31 12:00'), (2, 'seven', '2024-01-31 12:00')"));

        assertThatThrownBy(() -> MatrixRun.of(source, Reads.request("t"), home))
                .isInstanceOfSatisfying(TerminalFailure.class, failure -> {
                    assertThat(failure.explanation().what())
                            .isEqualTo("column n has a value of type text, which is no bigint, as the column declares");
                    assertThat(failure.explanation().at()).contains("table t of connection shop, row 2");
                    assertThat(failure.explanation().fix().orElseThrow()).contains("column.n.dataType: text");
                });
        ColumnHint text =
                new ColumnHint(Optional.of(DataType.TEXT), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
        assertThat(MatrixRun.of(
                                source,
                                Reads.request("t", Hints.NONE.withColumns(Map.of("n", text))),
                                home.resolve("again"))
                        .ask("SELECT n || ' ' || d FROM d.t ORDER BY id"))
                .containsExactly("7 2024-01-31 12:00:00", "seven 2024-01-31 12:00:00");
    }
}
