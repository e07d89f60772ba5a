package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Postgres;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What copy reads besides files that tell all of themselves: tables of PostgreSQL, JSON over HTTP, CSV that is odd. */
class CopySourcesTest {
    private static final String DATABASE = "copied";

    @TempDir
    private Path home;

    private Project project;

    @BeforeAll
    static void create() {
        Postgres.shared().requirePassword("copier", "right");
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE orders (id int PRIMARY KEY, name text, changed timestamptz)",
                        "INSERT INTO orders VALUES (1, 'a', '2024-01-01Z'), (2, 'b', NULL)",
                        "CREATE TABLE order_lines (id int, total numeric(8,2))",
                        "INSERT INTO order_lines VALUES (1, 9.99)",
                        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO copier");
    }

    @BeforeEach
    void prepare() {
        project = new Project(home);
    }

    private static String address(String login, String parameters) {
        return Postgres.shared().url(DATABASE).replace("jdbc:postgresql://", "postgresql://" + login) + parameters;
    }

    private Outcome copy(String from, String... more) {
        List<String> command = new ArrayList<>(List.of("copy", from, "duckdb://" + project.database));
        command.addAll(Arrays.asList(more));
        return project.wadi(command.toArray(String[]::new));
    }

    private void done(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    @Test
    void aTableOfPostgresComesWithItsTypesAndKeys() {
        project.environment.put("PGPASSWORD", "right");

        done(copy(address("copier@", "?table=public.orders"), "--write-disposition", "merge"));
        done(copy(address("copier@", "?table=public.orders"), "--write-disposition", "merge"));
        done(copy(address("copier@", "?table=order_lines"), "--table", "lines", "--dataset", "shop"));

        assertThat(project.query("SELECT concat_ws(' ', id, name, changed AT TIME ZONE 'UTC') FROM orders ORDER BY id"))
                .containsExactly("1 a 2024-01-01 00:00:00", "2 b");
        assertThat(project.query("SELECT total || ' ' || typeof(total) FROM shop.lines"))
                .containsExactly("9.99 DECIMAL(8,2)");
    }

    @Test
    void severalTablesAndOptionsOfTheEndpoint() {
        project.environment.putAll(java.util.Map.of("POSTGRESQL_PASSWORD", "right", "PGUSER", "copier"));

        done(copy(address("", "?table=order*&ApplicationName=x%20y"), "-o", "table.orders.where=id = 2"));

        assertThat(project.query("SELECT id FROM orders")).containsExactly("2");
        assertThat(project.query("SELECT id FROM order_lines")).containsExactly("1");
    }

    @Test
    void whatIsWrongWithADatabaseIsSaidAndNeverAPassword() {
        project.environment.put("PGPASSWORD", "hunter2");
        Outcome wrong = copy(address("copier@", "?table=orders"));
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("does not let us in", "PGPASSWORD").doesNotContain("hunter2");
        project.environment.clear();
        Outcome none = copy(address("copier@", "?table=orders"));
        assertThat(none.err()).contains("does not let us in", "PGPASSWORD", "POSTGRESQL_PASSWORD");

        refused(copy(address("copier:hunter2@", "?table=orders")), "FROM has a password in it", "PGPASSWORD");
        refused(copy(address("copier@", "?table=orders&password=hunter2")), "FROM has a password in it");
        refused(copy(address("copier@", "?table=orders&socketFactory=a.B")), "FROM has the property socketFactory");
        refused(copy(address("copier@", "")), "FROM names no table", "?table=public.orders");
        refused(copy(address("", "?table=orders")), "FROM names no user", "PGUSER");
        refused(copy("jdbc:postgresql://h/d?password=hunter2"), "FROM is no address of a PostgreSQL");
        project.environment.put("PGPASSWORD", "right");
        refused(copy(address("copier@", "?table=ordres")), "no table ordres", "did you mean orders?");
        refused(copy(address("copier@", "?table=orders"), "-o", "wehre=id > 1"), "unknown option wehre", "where");
        refused(copy(address("copier@", "?table=*"), "--table", "one"), "would put 2 tables into one");
        refused(
                copy(address("copier@", "?table=orders"), "-o", "cursor=changed"),
                "cursor changed may be null",
                "exclude leaves them out");
        assertThat(project.contents()).isEmpty();
    }

    private static void refused(Outcome outcome, String... said) {
        assertThat(outcome.err()).contains(said).contains("fix").doesNotContain("hunter2", "\tat ");
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void jsonOverHttpIsReadPageByPage() {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.on(
                    "/v1/items.json",
                    r -> Reply.json(
                            "{\"data\": {\"items\": [{\"id\": 1}, {\"id\": 2}], \"odd\": [{\"n\": 7}]}, \"next\": null}"));
            server.on("/v1/", Reply.json("[{\"id\": 3}]"));

            done(copy(server.url("/v1/items.json?token=s3cret").toString(), "-o", "dataSelector=$.data.items"));
            done(copy(server.url("/v1/").toString()));

            assertThat(project.query("SELECT id FROM items ORDER BY id")).containsExactly("1", "2");
            assertThat(project.query("SELECT id FROM v1")).containsExactly("3");
            assertThat(texts(home.resolve("work"))).noneMatch(text -> text.contains("s3cret"));
            Outcome gone = copy(server.url("/v1/none.json").toString());
            assertThat(gone.code()).isEqualTo(1);
            assertThat(gone.err()).contains("404");
            refused(copy(server.url("/").toString()), "no path that could name a table", "--table");
            refused(copy(server.url("/a.csv").toString()), "over HTTP copy reads JSON", "copy the file");
            refused(copy(server.url("/a").toString(), "-o", "dataSelektor=$"), "unknown option dataSelektor");
            refused(copy("https://me:hunter2@host/a.json"), "FROM has a login in it", "credentials=NAME");
        }
    }

    private static List<String> texts(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void csvIsReadAsItIsSaidToBe() throws Exception {
        Files.write(home.resolve("odd.csv"), "a|b\nä|NULL\n".getBytes(StandardCharsets.ISO_8859_1));
        Outcome unsaid = copy(home.resolve("odd.csv").toString());
        assertThat(unsaid.code()).isEqualTo(1);
        assertThat(unsaid.err()).contains("csv.encoding");

        done(copy(
                home.resolve("odd.csv").toString(),
                "-o",
                "csv.encoding=windows-1252",
                "-o",
                "csv.delimiter=|",
                "-o",
                "csv.nullText=NULL",
                "-o",
                "lineColumn=true"));

        assertThat(project.query("SELECT a || ' ' || (b IS NULL) || ' ' || _line FROM odd"))
                .containsExactly("ä true 2");
    }

    @Test
    void aDocumentHasItsRecordsWhereItIsSaid() {
        project.file("doc.txt", "{\"data\": {\"items\": [{\"id\": 1}, {\"id\": 2}]}}");

        done(copy(home.resolve("doc.txt").toString(), "-o", "format=json", "-o", "dataSelector=$.data.items"));

        assertThat(project.query("SELECT id FROM doc ORDER BY id")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "csv.delimitre=;    | unknown option csv.delimitre | did you mean csv.delimiter?",
                "csv.delimiter=;;   | csv.delimiter is ';;'        | one character of ASCII",
                "csv.encoding=utf9  | there is no encoding 'utf9'  | windows-1252",
                "format=cvs         | format is 'cvs'              | did you mean csv?",
                "dataSelector=[     | dataSelector                 | --option",
                "afterLoad=delete   | unknown option afterLoad     | it has format, dataSelector",
                "where=1            | unknown option where         | it has format, dataSelector",
            })
    void optionsThatAreNoneAreRefused(String option, String what, String fix) {
        project.file("a.csv", "id\n1\n");
        Outcome outcome = copy(home.resolve("a.csv").toString(), "-o", option);
        assertThat(outcome.err()).contains(what, fix);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(project.contents()).isEmpty();
    }
}
