package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.ConfigurationFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that are right one by one, and cannot be meant together. */
class ContradictionsTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "writeDisposition: merge, mergeStrategy: upsert      | mergeStrategy is upsert, and there is no primaryKey",
                "writeDisposition: merge, mergeStrategy: insert-only | mergeStrategy is insert-only, and there is no primaryKey",
                "writeDisposition: merge, mergeStrategy: cdc         | mergeStrategy is cdc, and there is no primaryKey",
                "writeDisposition: merge, scd2.boundary: 2024-01-31  | scd2.boundary means nothing to mergeStrategy delete-insert",
                "writeDisposition: merge, mergeStrategy: upsert, primaryKey: id, merge.deduplicated: true | merge.deduplicated means nothing to mergeStrategy upsert",
                "writeDisposition: merge, mergeStrategy: upsert, primaryKey: id, merge.destinationScope: 'a = 1' | merge.destinationScope means nothing to mergeStrategy upsert",
                "writeDisposition: merge, mergeStrategy: upsert, primaryKey: id, merge.rowVersion: v | merge.rowVersion without merge.skipUnchanged: true",
                "writeDisposition: merge, mergeStrategy: scd2, addRowId: false | addRowId is false, and scd2 tells versions apart by _dlt_id",
                "writeDisposition: merge, mergeStrategy: scd2, scd2.validFrom: a, scd2.validTo: a | scd2.validTo is the column of scd2.validFrom",
                "writeDisposition: merge, mergeStrategy: scd2, scd2.activeUntil: later | scd2.activeUntil is 'later'",
                "writeDisposition: replace, mergeStrategy: scd2      | mergeStrategy without writeDisposition: merge",
                "writeDisposition: merge, onEmpty: fail              | onEmpty without writeDisposition: replace",
                "primaryKey: id, column.a.dedupSort: asc, column.b.dedupSort: desc | column.b.dedupSort is the second, after that of column a",
                "column.a.dataType: text, column.a.timezone: false   | column.a.timezone is of a column that is no timestamp",
                "addRowId: false, addRootId: true                    | addRootId with addRowId: false",
            })
    void failTheStartAtTheLineOfTheOption(String options, String what) {
        String lines = options.replaceAll(", (?=[a-zA-Z0-9.]+:)", "\n");
        ConfigurationFailure failure = refused(new Project(home).pipeline().source(endpoint(lines)));

        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo(what);
            int line = 1 + 8 + lines.lines().map(l -> l.split(":")[0]).toList().indexOf(what.split(" ")[0]);
            assertThat(problem.at()).contains("routes/sources/s.camel.yaml:" + (line + 1) + " (wadi-rest:r)");
        });
    }

    @Test
    void allOfAnEndpointAreToldAtOnce() {
        ConfigurationFailure failure = refused(new Project(home).pipeline().source(endpoint("""
                writeDisposition: merge
                mergeStrategy: upsert
                scd2.validFrom: a
                onEmpty: keep
                """)));

        assertThat(failure.problems())
                .extracting(problem -> problem.what().split(" ")[0])
                .containsExactlyInAnyOrder("mergeStrategy", "scd2.validFrom", "onEmpty");
    }

    @Test
    void aDatabaseMayTellTheKeyOfAnUpsert() {
        Project project = new Project(home).pipeline().source("""
                - to:
                    uri: wadi-sql:shop
                    parameters: {tables: "a,b", writeDisposition: merge, mergeStrategy: upsert, table.b.writeDisposition: append}
                """);
        project.settings.put("connection.shop.url", "jdbc:duckdb:");

        try (WadiContext started = project.start()) {
            assertThat(started.camel().isStarted()).isTrue();
        }
    }

    @Test
    void whatIsSaidOfOneTableIsToldWithItsName() {
        Project project = new Project(home).pipeline().source("""
                - to:
                    uri: wadi-sql:shop
                    parameters:
                      tables: "a,b"
                      table.b.mergeStrategy: scd2
                      table.a.contract.tables: frozen
                """);
        project.settings.put("connection.shop.url", "jdbc:duckdb:");

        assertThat(refused(project).problems())
                .extracting(problem -> problem.at().orElse("") + " " + problem.what())
                .containsExactlyInAnyOrder(
                        "routes/sources/s.camel.yaml:10 (wadi-sql:shop) table.b.mergeStrategy without writeDisposition: merge",
                        "routes/sources/s.camel.yaml:11 (wadi-sql:shop) table.a.contract.tables is 'frozen'");
    }

    @Test
    void inXmlTheyAreToldWithTheirLineToo() {
        Project project = new Project(home).pipeline().file("routes/sources/s.camel.xml", """
                <routes>
                  <route id="source-s">
                    <from uri="wadi-source:s?contract=frozen"/>
                    <to uri="wadi-rest:r?url=http://127.0.0.1/&amp;
                        column.lines[].price.dataType=decimal&amp;
                        column.lines[].at.timezone=maybe&amp;
                        mergeStrategy=upsert"/>
                  </route>
                </routes>
                """);

        assertThat(refused(project).problems())
                .extracting(problem -> problem.at().orElse("") + " " + problem.what())
                .containsExactlyInAnyOrder(
                        "routes/sources/s.camel.xml:3 (wadi-source:s) contract is 'frozen'",
                        "routes/sources/s.camel.xml:6 (wadi-rest:r) column.lines[].at.timezone is 'maybe'",
                        "routes/sources/s.camel.xml:7 (wadi-rest:r) mergeStrategy without writeDisposition: merge");
    }

    private static ConfigurationFailure refused(Project project) {
        return catchThrowableOfType(
                ConfigurationFailure.class, () -> project.start().close());
    }

    private static String endpoint(String options) {
        return """
                - to:
                    uri: wadi-rest:r
                    parameters:
                      url: "http://127.0.0.1/"
                """ + options.indent(6);
    }
}
