package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be said of files, and what becomes of it when there are none. */
class FileOptionsTest {
    @TempDir
    private Path home;

    private Orders orders;

    @BeforeEach
    void open() {
        orders = new Orders(home);
        orders.source("fileColumn: true");
    }

    @Test
    void filesAreNotMovedWhereThePathFindsThemAgain() {
        orders.source("afterLoad: \"move:" + home + "/in/x/../done\"");
        orders.arrives("a.csv", "1,a\n");
        Outcome outcome = orders.run();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("would find them again");
    }

    @Test
    void namesAreWhatTheyAre() {
        orders.arrives("a+b %20&{c}.csv", "1,a\n");
        orders.reads(home + "/in/a+b %20&[{]c}.csv", "fileColumn: from & to");
        orders.runs();
        assertThat(orders.project.query("SELECT from_to FROM shop.orders"))
                .containsExactly(home + "/in/a+b %20&{c}.csv");
    }

    @Test
    void pagesOfJsonPassARoute() {
        orders.project
                .file("in/a.jsonl", "{\"id\":1}\n{\"id\":2}\n")
                .file("routes/sources/shop.camel.yaml", """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                        - to:
                            uri: wadi-files:orders
                            parameters:
                              path: "%s/in/*.jsonl"
                              through: direct:clean
                - route:
                    id: clean
                    from:
                      uri: direct:clean
                      steps:
                        - setBody: { jq: "[.[] | select(.id > 1)]" }
                """.formatted(home));
        orders.runs();
        assertThat(orders.ids()).containsExactly("2");
    }

    @Test
    void noFileIsToldAndNotTakenForNoRows() throws IOException {
        Files.createDirectories(home.resolve("in"));
        Outcome outcome = orders.run();
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("no file matches", "in/**/*.csv", "noFiles: ignore");
        orders.source("noFiles: ignore");
        orders.runs();
        Files.delete(home.resolve("in"));
        assertThat(orders.run().err()).contains("there is no folder");
    }

    @Test
    void aFolderThatCannotBeReadIsNamed() throws IOException {
        orders.arrives("a.csv", "1,a\n");
        orders.arrives("locked/b.csv", "2,b\n");
        Path locked = home.resolve("in/locked");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        try {
            Assumptions.assumeFalse(Files.isReadable(locked), "root reads everything");
            assertThat(orders.run().err()).contains("not readable", "in/locked");
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void wrongOptionsEndTheStartAllAtOnce() {
        orders.source(
                "format: xml",
                "csv.delimitr: x",
                "csv.quote: ab",
                "csv.encoding: utf-99",
                "csv.header: maybe",
                "changed: perhaps",
                "afterLoad: move",
                "writeDisposition: replace");
        Outcome outcome = orders.run();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("format is 'xml'", "did you mean csv.delimiter?", "csv.quote is 'ab'", "utf-99")
                .contains("csv.header is 'maybe'", "changed is 'perhaps'", "afterLoad is 'move'", "move:FOLDER");
    }

    @Test
    void hintedTypesAreThoseOfTheTable() {
        orders.source(
                "column.total.dataType: decimal",
                "column.no.dataType: text",
                "column.more.dataType: json",
                "column.on.dataType: timestamp");
        orders.project.file("in/a.csv", "total,no,more,on\n1.10,7,\"{\"\"a\"\": [1]}\",2024-01-31\n");
        orders.runs();
        assertThat(orders.project.query("SELECT typeof(total) || ' ' || typeof(no) || ' ' || typeof(more) || ' '"
                        + " || typeof(\"on\") FROM shop.orders"))
                .containsExactly("DECIMAL(38,9) VARCHAR JSON TIMESTAMP WITH TIME ZONE");
        assertThat(orders.project.query("SELECT total || no FROM shop.orders")).containsExactly("1.1000000007");
    }

    @Test
    void aRunWithoutFilesNeverEmptiesATable() throws IOException {
        orders.source("writeDisposition: replace");
        orders.arrives("a.csv", "1,a\n");
        orders.runs();
        Files.delete(home.resolve("in/a.csv"));
        assertThat(orders.run().err()).contains("no file matches");
        orders.source("writeDisposition: replace", "noFiles: ignore");
        assertThat(orders.run().err()).contains("would empty the table");
        assertThat(orders.ids()).containsExactly("1");
    }

    @Test
    void masksHoldForFilesToo() {
        orders.source("mask.name: redact");
        orders.arrives("a.csv", "1,secret\n");
        orders.runs();
        assertThat(orders.project.query("SELECT name FROM shop.orders")).doesNotContain("secret");
    }
}
