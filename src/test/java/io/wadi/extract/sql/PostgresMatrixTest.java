package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ColumnHint;
import io.wadi.model.DataType;
import io.wadi.model.Failure;
import io.wadi.model.Hints;
import io.wadi.testing.Postgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of PostgreSQL with the ends of its range, on the whole road into DuckDB. */
class PostgresMatrixTest {
    private static final String DATABASE = "matrix_of_types";
    private static final TypeMatrix MATRIX = PostgresMatrix.MATRIX;

    @TempDir
    private Path home;

    @BeforeAll
    static void create() {
        Postgres.shared().database(DATABASE);
        Postgres.shared().execute(DATABASE, "CREATE EXTENSION citext", "CREATE EXTENSION hstore");
        Postgres.shared().execute(DATABASE, PostgresMatrix.types());
        Postgres.shared().execute(DATABASE, MATRIX.create("matrix"));
        Postgres.shared().execute(DATABASE, MATRIX.inserts("matrix").toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void eachValueArrivesAsTheTableOfTypesSays(Snapshot.Road road) {
        MatrixRun run = MatrixRun.of(source(), Reads.request("matrix"), home, road);

        run.shows(MATRIX);
        assertThat(run.counted("digits after the point")).containsExactly("c7 1", "c10 2");
    }

    private static Hints typed(String column, DataType type) {
        return Hints.NONE.withColumns(Map.of(
                column, new ColumnHint(Optional.of(type), Optional.empty(), OptionalInt.empty(), OptionalInt.empty())));
    }

    private static Database source() {
        return Reads.database(Postgres.shared().url(DATABASE));
    }

    private MatrixRun load(String... statements) {
        Postgres.shared().execute(DATABASE, statements);
        return MatrixRun.of(source(), Reads.request("t"), home);
    }

    @Test
    void sixteenMegabytesOfTextAndBytesArrive() {
        MatrixRun run = load(
                "CREATE TABLE t (id int, x text, b bytea, j jsonb)",
                "INSERT INTO t SELECT 1, repeat('a🦆', 3355443) || 'z', convert_to(repeat('\\ÿ', 5592405), 'UTF8'),"
                        + " to_jsonb(repeat('\"', 8388608))");

        assertThat(run.ask("SELECT length(x) || ' ' || md5(x) FROM d.t"))
                .containsExactly(Postgres.shared()
                        .ask(DATABASE, "SELECT length(x) || ' ' || md5(x) FROM t")
                        .orElseThrow());
        assertThat(run.ask("SELECT octet_length(b) || ' ' || md5(b) FROM d.t"))
                .containsExactly(Postgres.shared()
                        .ask(DATABASE, "SELECT length(b) || ' ' || md5(b) FROM t")
                        .orElseThrow());
        assertThat(run.ask("SELECT length(j ->> '$') FROM d.t")).containsExactly("8388608");
    }

    private void fails(String what, String at, String fix, String... statements) {
        assertThatThrownBy(() -> load(statements)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.explanation().what()).contains(what);
            assertThat(failure.explanation().at().orElseThrow()).contains(at);
            assertThat(failure.explanation().fix().orElseThrow()).contains(fix);
        });
    }

    @Test
    void whatFitsNowhereEndsTheRunWithItsColumnAndRow() {
        fails(
                "column t.n: a value of type decimal",
                "table public.t of connection shop, row 2",
                "column.n.dataType: text",
                "CREATE TABLE t (id int, n numeric)",
                "INSERT INTO t VALUES (1, 1), (2, 1e29 + 0.0000000001)");
        assertThat(MatrixRun.of(source(), Reads.request("t", typed("n", DataType.TEXT)), home.resolve("again"))
                        .ask("SELECT n FROM d.t ORDER BY id"))
                .containsExactly("1", "100000000000000000000000000000.0000000001");
    }

    @Test
    void whatNoDestinationHoldsEndsTheRunWhereAColumnTakesNoNull() {
        fails(
                "column d has a value that no destination holds",
                "table public.t of connection shop, row 2",
                "column.d.nullable: true",
                "CREATE TABLE t (id int, d date NOT NULL)",
                "INSERT INTO t VALUES (1, 'today'), (2, 'infinity')");
        assertThat(MatrixRun.of(
                                source(),
                                Reads.request(
                                        "t",
                                        Hints.NONE.withColumns(Map.of(
                                                "d",
                                                new ColumnHint(
                                                        Optional.empty(),
                                                        Optional.of(true),
                                                        OptionalInt.empty(),
                                                        OptionalInt.empty())))),
                                home.resolve("again"))
                        .ask("SELECT d IS NULL FROM d.t ORDER BY id"))
                .containsExactly("false", "true");
    }

    @Test
    void halfASurrogatePairEndsTheRun() {
        fails(
                "column j has JSON with half of a surrogate pair",
                "row 2",
                "casts the column to text",
                "CREATE TABLE t (id int, j json)",
                """
                INSERT INTO t VALUES (1, '" \\uD83E\\uDD86 \\u0000 \\\\ud800"'), (2, '"\\ud83e\\u0041"')""");
    }

    @Test
    void columnsThatTheDatabaseFillsAreReadLikeOthers() {
        MatrixRun run = load(
                "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, s bigserial, a int,"
                        + " twice int GENERATED ALWAYS AS (a * 2) STORED)",
                "INSERT INTO t (a) VALUES (21)");

        assertThat(run.ask("SELECT id || ' ' || s || ' ' || a || ' ' || twice FROM d.t"))
                .containsExactly("1 1 21 42");
    }

    @Test
    void whoeverSaysTheTypeIsNotWarned() {
        Postgres.shared()
                .execute(DATABASE, "CREATE TABLE t (id int, net inet)", "INSERT INTO t VALUES (1, '10.0.0.1')");
        ColumnHint text =
                new ColumnHint(Optional.of(DataType.TEXT), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

        MatrixRun run = MatrixRun.of(source(), Reads.request("t", typed("net", DataType.TEXT)), home);

        assertThat(run.ask("SELECT net FROM d.t")).containsExactly("10.0.0.1");
        assertThat(run.warnings()).isEmpty();
    }

    @AfterEach
    void drop() {
        Postgres.shared().execute(DATABASE, "DROP TABLE IF EXISTS t");
    }
}
