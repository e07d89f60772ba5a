package io.wadi.cli;

import io.wadi.prove.Ground;
import io.wadi.prove.Sight;
import io.wadi.testing.S3Server;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder of a bucket of the test's. Who reads it believes {@code _dlt_loads}, as Wadi's views for Snowpipe do: files of a
 * load that is not told there are not there yet.
 */
record S3Ground(S3Server server, String folder, Path scratch) implements Ground {
    @Override
    public List<String> arguments() {
        return List.of(
                "--destination",
                "s3",
                "-D",
                "connection.s3.url=s3://lake/" + folder,
                "-D",
                "connection.s3.region=eu-west-2",
                "-D",
                "connection.s3.endpoint=" + server.url());
    }

    @Override
    public synchronized Sight look() {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Map<String, List<Path>> files = files();
            Collection<String> loads = new ArrayList<>();
            for (Map<String, Object> row : rows(statement, files.getOrDefault("_dlt_loads", List.of()))) {
                loads.add(String.valueOf(row.get("load_id")));
            }
            Map<String, Sight.Rows> tables = new TreeMap<>();
            for (String table : files.keySet()) {
                if (table.startsWith("_")) {
                    continue;
                }
                tables.put(
                        "prove." + table,
                        RowSums.of(rows(statement, files.getOrDefault(table, List.of())).stream()
                                .filter(row -> loads.contains(String.valueOf(row.get("_dlt_load_id"))))
                                .toList()));
            }
            boolean once = loads.stream().distinct().count() == loads.size();
            tables.put("prove._dlt_loads", new Sight.Rows(loads.size(), once ? "" : "twice"));
            return new Sight(tables, loads.size());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By table: {@code FOLDER/prove/TABLE/…}; {@code _dlt_loads} is copied first, so that what it tells of is there. */
    private Map<String, List<Path>> files() {
        Map<String, List<Path>> files = new TreeMap<>();
        String root = folder + "/prove/";
        List<String> keys;
        synchronized (server) {
            keys = server.keys().stream()
                    .filter(key -> key.startsWith(root) && key.endsWith(".parquet"))
                    .toList();
        }
        try {
            Files.createDirectories(scratch);
            for (String key : keys) {
                String[] path = key.substring(root.length()).split("/", -1);
                Path file = scratch.resolve(Integer.toHexString(key.hashCode()) + ".parquet");
                if (!Files.exists(file)) {
                    Files.write(file, server.bytes(key));
                }
                files.computeIfAbsent(path[0], any -> new ArrayList<>()).add(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static List<Map<String, Object>> rows(Statement statement, List<Path> files) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Path file : files) {
            try (ResultSet result = statement.executeQuery("SELECT * FROM read_parquet('" + file + "')")) {
                while (result.next()) {
                    Map<String, Object> row = new HashMap<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.put(result.getMetaData().getColumnName(i), String.valueOf(result.getObject(i)));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
