package io.wadi.cli;

import io.wadi.extract.rest.Transport;
import io.wadi.model.Pause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A project in a folder of a test, and the command line on it. Waits between tries take no time. */
final class Project {
    /** What a command left: its exit code and what it printed. */
    record Outcome(int code, String out, String err) {}

    private static final int MOST_WAITS = 1000;

    final Path home;
    final Path database;
    final Map<String, String> environment = new HashMap<>();
    final List<Duration> waits = new ArrayList<>();

    Project(Path home) {
        this.home = home;
        this.database = home.resolve("out.duckdb");
    }

    Project file(String name, String text) {
        Path file = home.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            if (name.endsWith("secrets.properties")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A pipeline {@code events} whose REST source pages through {@code url}, incrementally by {@code id}. */
    Project events(Object url, String... options) {
        return reading("""
                url: "%s"
                paginator: page_number
                basePage: 1
                totalPath: $.pages
                dataSelector: $.data
                cursor.path: id
                """.formatted(url), options);
    }

    /** The same, whose source has these options alone. */
    Project reading(String parameters, String... more) {
        file("routes/pipelines/events.camel.yaml", """
                - route:
                    id: pipeline-events
                    from:
                      uri: direct:pipeline-events
                      steps:
                        - to: wadi-source:shop
                        - to: wadi-load:events?dataset=shop
                """);
        return file("routes/sources/shop.camel.yaml", """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                        - to:
                            uri: wadi-rest:events
                            parameters:
                """ + (parameters + String.join("\n", more)).indent(14));
    }

    /** With the flow that all deployments run. */
    Project flow() {
        String flow = "routes/flows/extract-and-load.camel.yaml";
        try {
            return file(flow, Files.readString(Path.of("src/main/resources").resolve(flow)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The console's for its new deployments, without a server around it.
     *
     * @param apply what takes them up
     */
    ServerWorkshop workshop(Transport http, Runnable apply) {
        Surroundings surroundings = new Surroundings(
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()),
                Map.of(),
                home,
                false,
                Pause.REAL);
        return new ServerWorkshop(
                surroundings, new ProjectOptions(), http, Optional::empty, apply, (run, trigger, loadId, by) -> run);
    }

    /** Runs a command with this project's working directory. */
    Outcome wadi(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("WADI_WORK", home.resolve("work").toString());
        int code = Wadi.run(
                new Surroundings(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        variables,
                        home,
                        false,
                        (time, deadline) -> waited(time)),
                args);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Who waits for a clock that nobody moves asks again at once, and very often. */
    private void waited(Duration time) {
        if (waits.size() < MOST_WAITS) {
            waits.add(time);
        }
    }

    /** Runs pipeline {@code events} into this project's database. */
    Outcome run(String... more) {
        List<String> args = new ArrayList<>(List.of("run", "events", "--destination", "duckdb://" + database));
        args.addAll(Arrays.asList(more));
        return wadi(args.toArray(String[]::new));
    }

    /** Every row of every table, Wadi's and dlt's own too: two equal texts mean that nothing was touched. */
    Map<String, List<String>> contents() {
        Map<String, List<String>> contents = new TreeMap<>();
        if (!Files.exists(database)) {
            return contents;
        }
        for (String table : query("SELECT '\"' || schema_name || '\".\"' || table_name || '\"' FROM duckdb_tables()")) {
            contents.put(table, query("SELECT t::VARCHAR FROM " + table + " t ORDER BY 1"));
        }
        return contents;
    }

    /** The first column of a query's result. */
    List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
