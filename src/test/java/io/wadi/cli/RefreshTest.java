package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that begin anew: {@code ./wadi run P --refresh HOW}. */
class RefreshTest {
    private static final String OLD = "{\"pages\":1,\"data\":[{\"id\":1,\"old\":true},{\"id\":9,\"tags\":[\"x\"]}]}";
    private static final String NEW = "{\"pages\":1,\"data\":[{\"id\":2,\"new\":1}]}";

    @TempDir
    Path home;

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private Project project() {
        Project project = new Project(home).events(server.url("/events"));
        server.on("/events", Reply.json(OLD), Reply.json(NEW));
        assertThat(project.run().code()).isZero();
        return project;
    }

    @ParameterizedTest
    @CsvSource({
        "drop_sources, 'id,new,_dlt_load_id,_dlt_id', 0, 2",
        "drop_resources, 'id,new,_dlt_load_id,_dlt_id', 0, 4",
        "drop_data, 'id,old,_dlt_load_id,_dlt_id,new', 1, 3"
    })
    void whatWasThereGoesAndTheCursorBeginsAgain(String how, String columns, int nested, int version) {
        Project project = project();

        Outcome outcome = project.run("--refresh", how);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(project.query("SELECT id FROM shop.events")).containsExactly("2");
        assertThat(project.query("SELECT string_agg(column_name, ',' ORDER BY column_index) FROM duckdb_columns()"
                        + " WHERE table_name = 'events'"))
                .containsExactly(columns);
        assertThat(project.query("FROM duckdb_tables() WHERE table_name = 'events__tags'"))
                .hasSize(nested);
        assertThat(project.query("SELECT max(version) FROM shop._dlt_version")).containsExactly("" + version);
        server.on("/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":2,\"new\":1},{\"id\":3}]}"));
        assertThat(project.run().out()).as("the new cursor is at 2").contains("1 rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop_sources", "drop_resources", "drop_data"})
    void nothingIsLostWhenTheRunFails(String how) {
        Project project = project();
        var before = project.contents();
        server.on("/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":2},{\"id\":\"x\"}]}"));

        assertThat(project.run("--refresh", how).code()).isEqualTo(1);

        assertThat(project.contents()).isEqualTo(before);
    }

    @Test
    void thePackageRemembersWhatGoesWhenItIsFinishedLater() {
        Project project = project();

        assertThat(project.wadi(
                                "extract",
                                "events",
                                "--refresh",
                                "drop_data",
                                "--destination",
                                "duckdb://" + project.database)
                        .code())
                .isZero();
        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "9");
        Outcome loaded = project.wadi("load", "events");

        assertThat(loaded.code()).as(loaded.err()).isZero();
        assertThat(project.query("SELECT id FROM shop.events")).containsExactly("2");
        assertThat(project.query("SELECT count(*) FROM shop.events__tags")).containsExactly("0");
    }

    @Test
    void aPackageThatWasLeftIsNotTheRunThatBeginsAnew() {
        Project project = project();
        server.on(
                "/events",
                Reply.json("{\"pages\":1,\"data\":[{\"id\":10}]}"),
                Reply.json("{\"pages\":1,\"data\":[{\"id\":4}]}"));
        assertThat(project.wadi("extract", "events", "--destination", "duckdb://" + project.database)
                        .code())
                .isZero();

        assertThat(project.run("--refresh", "drop_resources").code()).isZero();

        assertThat(project.query("SELECT id FROM shop.events")).containsExactly("4");
    }

    @Test
    void aSourceThatIsEmptyNowStillLosesItsRows() {
        Project project = project();
        server.on("/events", Reply.json("{\"pages\":1,\"data\":[]}"));

        assertThat(project.run("--refresh", "drop_data").code()).isZero();

        assertThat(project.query("SELECT count(*) FROM shop.events")).containsExactly("0");
    }

    @Test
    void inAFirstRunThereIsNothingToClear() {
        Project project = new Project(home).events(server.url("/events"));
        server.on("/events", Reply.json(OLD));

        assertThat(project.run("--refresh", "drop_sources").code()).isZero();

        assertThat(project.query("SELECT id FROM shop.events ORDER BY id")).containsExactly("1", "9");
    }

    @Test
    void anotherWordIsRefused() {
        Project project = new Project(home).events(server.url("/events"));

        Outcome outcome = project.run("--refresh", "everything");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--refresh", "drop_sources");
    }
}
