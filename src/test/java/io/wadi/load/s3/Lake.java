package io.wadi.load.s3;

import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.s3.S3Place.Login;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.load.snowflake.Pipes;
import io.wadi.model.Deadline;
import io.wadi.model.LoadPackage;
import io.wadi.testing.S3Server;
import io.wadi.testing.S3Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bucket of a test, loads into it, and what its files hold: DuckDB reads them. */
final class Lake implements AutoCloseable {
    final S3Store store = S3Store.start("lake");
    final Path home;
    Optional<Pipes> pipes = Optional.empty();
    /** Lines do not say what their values are; each has some of these columns. */
    String types = "{n: 'BIGINT', load_id: 'VARCHAR', _dlt_load_id: 'VARCHAR', _wadi_rows: 'JSON'}";
    /** Of the next loads. */
    FileFormat format = FileFormat.PARQUET;

    Lake(Path home) {
        this.home = home;
    }

    /** What only our own server can be told; a test that asks for it is none for peers. */
    S3Server server() {
        return (S3Server) store;
    }

    S3Place place() {
        return S3Place.of(
                "s3://lake/raw",
                Optional.empty(),
                Optional.of(store.url().toString()),
                Optional.of(new Login("AKIATEST", "s3cr3t+/=", Optional.empty())));
    }

    S3Destination destination(Sizes sizes, Milestones milestones) {
        return new S3Destination(place(), home.resolve("upload"), format, pipes, sizes, milestones);
    }

    Loaded run(LoadPackage load) {
        return run(load, Sizes.DEFAULT, Milestones.NONE);
    }

    Loaded run(LoadPackage load, Sizes sizes, Milestones milestones) {
        return destination(sizes, milestones).load(load, Deadline.none());
    }

    List<String> keys() {
        return store.keys();
    }

    /** A query over the view {@code t}, all files of a table. */
    List<String> rows(String table, String sql) {
        List<String> parquet = rows(table, FileFormat.PARQUET, sql);
        return parquet.isEmpty() ? rows(table, FileFormat.JSON_LINES, sql) : parquet;
    }

    private List<String> rows(String table, FileFormat of, String sql) {
        Path copy = home.resolve("copy");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            List<String> files = new ArrayList<>();
            Files.createDirectories(copy);
            for (String key : keys()) {
                if (key.startsWith("raw/data/" + table + "/") && key.endsWith(of.suffix())) {
                    Path file = copy.resolve("f" + files.size() + of.suffix());
                    Files.write(file, store.bytes(key));
                    files.add("'" + file + "'");
                }
            }
            if (files.isEmpty()) {
                return List.of();
            }
            String reader = of == FileFormat.PARQUET
                    ? "read_parquet(" + files
                    : "read_ndjson(" + files + ", columns = " + types;
            statement.execute("CREATE VIEW t AS FROM " + reader
                    + (of == FileFormat.PARQUET ? ", union_by_name = true" : "") + ", hive_partitioning = false)");
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                int width = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= width; i++) {
                        cells.add(result.getString(i));
                    }
                    rows.add(String.join(",", cells));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
