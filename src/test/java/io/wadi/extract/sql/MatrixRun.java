package io.wadi.extract.sql;

import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.EngineRun;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;

/** A table on the whole road from its database into DuckDB. */
record MatrixRun(Path home, List<String> warnings) {
    /** Loads a table, and returns what warned. */
    static MatrixRun of(DataSource source, TableRequest request, Path home) {
        return of(source, request, home, Snapshot.Road.COPIED);
    }

    static MatrixRun of(DataSource source, TableRequest request, Path home, Snapshot.Road road) {
        SqlTable table = Reads.reflect(source, request).get(0);
        Source resources = new Source("source");
        table.warnings().forEach(resources::warn);
        try (Snapshot snapshot = new Snapshot("shop", source, road)) {
            resources.add(
                    new Resource("t", table.hints(), extraction -> table.open(extraction, snapshot, resources::warn)));
            new EngineRun(
                            home.resolve("loaded.duckdb"),
                            "records",
                            new LoadOptions("pipeline", Optional.of("d"), Optional.empty()),
                            65_536,
                            1)
                    .load(resources, home.resolve("work"), 1);
        }
        return new MatrixRun(home, resources.warnings());
    }

    /** The first column of the rows of a query in the destination, as text. */
    List<String> ask(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("loaded.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(sql)) {
                while (found.next()) {
                    rows.add(String.valueOf(found.getString(1)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The column's values in the order of the rows. */
    List<String> column(int number, int rows) {
        return ask("SELECT CAST(c" + number + " AS VARCHAR) FROM d.t ORDER BY id LIMIT " + rows);
    }

    String type(int number) {
        return ask("SELECT data_type FROM information_schema.columns WHERE table_name = 't' AND column_name = 'c"
                        + number + "'")
                .get(0);
    }

    /** Each column has the type and the values that it should, and the run says what it left out. */
    void shows(TypeMatrix matrix) {
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < matrix.kinds().size(); i++) {
            TypeMatrix.Kind kind = matrix.kinds().get(i);
            List<String> expected = List.copyOf(kind.values().values());
            all.assertThat(type(i)).as(kind.type()).isEqualTo(kind.becomes());
            all.assertThat(column(i, expected.size())).as(kind.type()).isEqualTo(expected);
        }
        all.assertThat(counted("that no destination holds")).containsExactly(matrix.counted());
        all.assertAll();
    }

    /** By column: of how many values a warning with these words tells. */
    List<String> counted(String what) {
        return warnings.stream()
                .filter(warning -> warning.contains(what))
                .map(warning -> warning.replaceFirst("column (\\w+) of table \\S+ has (\\d+) .*", "$1 $2"))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
    }
}
