package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One file of docs/examples as the only routes of a project, and the API that it may ask. */
final class Example implements AutoCloseable {
    static final Path FOLDER =
            Path.of(System.getProperty("wadi.home", ".")).toAbsolutePath().resolve("docs/examples");

    final Project project;
    final Path home;
    final ScriptedServer shop = ScriptedServer.start();
    private final String name;
    private final String text;

    Example(Path home, String name) {
        this.home = home;
        this.name = name;
        this.project = new Project(home);
        this.text = read(FOLDER.resolve(name + ".camel.yaml"));
        change("", "");
        set("SHOP_URL", shop.url());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Edits the project's copy of it. */
    void change(String before, String after) {
        project.file("routes/" + name + ".camel.yaml", text.replace(before, after));
    }

    /** On which line it says something, counted from 1. */
    int lineOf(String said) {
        return (int) text.substring(0, text.indexOf(said)).lines().count();
    }

    /** A setting or a secret, in the environment. */
    void set(String variable, Object value) {
        project.environment.put(variable, value.toString());
    }

    /** Checks the example, and runs its pipeline into DuckDB. */
    Outcome runs(String... more) {
        return runsPipeline(name, more);
    }

    /** Likewise another pipeline of the file. */
    Outcome runsPipeline(String pipeline, String... more) {
        Outcome valid = project.wadi("validate", pipeline);
        assertThat(valid.code())
                .as("validate %s: %s%s", pipeline, valid.out(), valid.err())
                .isZero();
        Outcome outcome = run(pipeline, more);
        assertThat(outcome.code()).as("run %s: %s", pipeline, outcome.err()).isZero();
        return outcome;
    }

    Outcome run() {
        return run(name, new String[0]);
    }

    private Outcome run(String pipeline, String[] more) {
        return project.wadi(Stream.concat(
                        Stream.of("run", pipeline, "--destination", "duckdb://" + project.database), Stream.of(more))
                .toArray(String[]::new));
    }

    /** What these columns have in a table of dataset shop, a row a text, in order. */
    List<String> rows(String table, String columns) {
        return project.query("SELECT concat_ws(' ', " + columns + ") FROM shop." + table + " ORDER BY 1");
    }

    /** How many rows a table has, and how many different values of a column. */
    String count(String table, String column) {
        return project.query("SELECT count(*) || ' ' || count(DISTINCT " + column + ") FROM shop." + table)
                .get(0);
    }

    /** The names of a table's columns, in their order. */
    String columns(String table) {
        return String.join(
                " ",
                project.query("SELECT column_name FROM duckdb_columns() WHERE schema_name = 'shop' AND table_name = '"
                        + table + "' ORDER BY column_index"));
    }

    /** Records with these ids, as a JSON list. */
    static String records(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> "{\"id\":" + n + "}")
                .toList()
                .toString();
    }

    @Override
    public void close() {
        shop.close();
    }
}
