package io.wadi.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Failure;
import io.wadi.model.Hints;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.EngineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whole loads into DuckDB, one after another into the same tables. */
class LoadProperties {
    private static final String DATASET = "d";
    private static final int LONGEST_NAME = 65_536;

    /** What the loads ended with, and every row of every table. */
    private record Loaded(List<String> ends, List<String> rows) {}

    @Provide
    Arbitrary<List<String>> records() {
        return Records.upTo(5);
    }

    @Property(seed = "1", tries = 8)
    void anyRecordsAreLoadedOrRefusedWhateverTheirPagesAndTheThreads(
            @ForAll("records") List<String> first,
            @ForAll("records") List<String> second,
            @ForAll @IntRange(min = 1, max = 4) int page)
            throws Exception {
        Loaded expected = loaded(List.of(first, second), 100, 1);

        assertThat(loaded(List.of(first, second), page, 2)).isEqualTo(expected);
    }

    private static Loaded loaded(List<List<String>> loads, int page, int threads) throws Exception {
        Path directory = Files.createTempDirectory("properties");
        try {
            Path file = directory.resolve("loaded.duckdb");
            EngineRun engine = new EngineRun(
                    file,
                    "records",
                    new LoadOptions("pipeline", Optional.of(DATASET), Optional.empty()),
                    LONGEST_NAME,
                    threads);
            List<String> ends = new ArrayList<>();
            for (int i = 0; i < loads.size(); i++) {
                ends.add(end(engine, directory, loads.get(i), page, i + 1));
            }
            return new Loaded(ends, rows(file));
        } finally {
            remove(directory);
        }
    }

    private static String end(EngineRun engine, Path directory, List<String> records, int page, int number) {
        Source source = new Source("source");
        source.add(new Resource(
                "t",
                Hints.NONE,
                extraction -> new Given(new ArrayList<Page>(Normalisation.pages(records, page)).iterator())));
        try {
            return String.valueOf(engine.load(source, directory.resolve("work"), number));
        } catch (Failure refused) {
            // What was normalised fits its tables: the database has nothing to complain of.
            assertThat(refused.getCause()).isNotInstanceOf(SQLException.class);
            return String.valueOf(refused.explanation());
        }
    }

    private static List<String> rows(Path file) throws SQLException {
        List<String> rows = new ArrayList<>();
        if (!Files.exists(file)) {
            return rows;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            TreeSet<String> tables = new TreeSet<>(texts(
                    statement,
                    "SELECT '\"' || table_name || '\"' FROM duckdb_tables() WHERE schema_name = '" + DATASET + "'"));
            for (String table : tables) {
                String all = "SELECT CAST(r AS VARCHAR) FROM " + DATASET + "." + table + " r ORDER BY 1";
                texts(statement, all).forEach(row -> rows.add(table + " " + row));
            }
        }
        return rows;
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private record Given(Iterator<Page> pages) implements Pages {
        @Override
        public Optional<Page> next() {
            return pages.hasNext() ? Optional.of(pages.next()) : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
