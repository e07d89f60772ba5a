package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.Value;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What routes say of resources, right and wrong. */
class OptionsTest {
    @TempDir
    private Path home;

    @Test
    void allHintsArrive() {
        Hints hints = hints("""
                writeDisposition: merge
                primaryKey: id, region
                mergeKey: day
                table: contacts_2
                maxNesting: 2
                column.zip.dataType: text
                column.amount-due.dataType: decimal
                column.amount-due.precision: 18
                column.amount-due.scale: 4
                column.amount-due.nullable: false
                mask.properties.email: hash
                mask.x-phone: drop
                cursor.path: updated_at
                cursor.initial: "2020-01-01"
                cursor.end: 17
                cursor.lag: 3600
                cursor.onMissing: include
                cursor.duplicates: none
                """);

        assertThat(hints)
                .isEqualTo(Hints.NONE
                        .withTable(Optional.of("contacts_2"))
                        .with(Writing.of(WriteDisposition.MERGE))
                        .withKeys(List.of("id", "region"), List.of("day"))
                        .withColumns(Map.of(
                                "zip",
                                new ColumnHint(
                                        Optional.of(DataType.TEXT),
                                        Optional.empty(),
                                        OptionalInt.empty(),
                                        OptionalInt.empty()),
                                "amount-due",
                                new ColumnHint(
                                        Optional.of(DataType.DECIMAL),
                                        Optional.of(false),
                                        OptionalInt.of(18),
                                        OptionalInt.of(4))))
                        .withCursor(Optional.of(new Cursor(
                                "updated_at",
                                Optional.of(new Value.Text("2020-01-01")),
                                Optional.of(new Value.Whole(17)),
                                3600,
                                Cursor.Missing.INCLUDE,
                                Cursor.Duplicates.NONE)))
                        .withMaxNesting(OptionalInt.of(2))
                        .withMasks(List.of(
                                new Mask("properties.email", Mask.Kind.HASH), new Mask("x-phone", Mask.Kind.DROP))));
        assertThat(hints.columns().keySet()).containsExactly("zip", "amount-due");
    }

    @Test
    void optionsMayBeNested() {
        Hints hints = hints("column: {a: {dataType: text}, b-c: {nullable: false}}\ncursor: {path: day}\n");

        assertThat(hints.columns().keySet()).containsExactly("a", "b-c");
        assertThat(hints.cursor().map(Cursor::path)).contains("day");
    }

    @Test
    void aCursorHasARangeAnOrderAFunctionAndAKeyOfItsOwn() {
        Hints hints = hints("cursor: {path: day, rangeStart: open, rangeEnd: closed, rowOrder: desc, function: min,"
                + " primaryKey: 'id, region'}\n");

        assertThat(hints.cursor())
                .contains(new Cursor(
                                "day",
                                Optional.empty(),
                                Optional.empty(),
                                0,
                                Cursor.Missing.RAISE,
                                Cursor.Duplicates.BOUNDARY)
                        .with(Cursor.Bound.OPEN, Cursor.Bound.CLOSED)
                        .with(Cursor.RowOrder.DESC)
                        .with(Cursor.Function.MIN)
                        .withPrimaryKey(Optional.of(List.of("id", "region"))));
    }

    @Test
    void columnsMayHaveRolesInAMerge() {
        Hints hints = hints(
                "primaryKey: id\ncolumn: {gone: {hardDelete: true, dataType: bool}, lsn: {dedupSort: desc}, v: {hardDelete: false}}\n");

        assertThat(hints.columns().get("gone").roles()).containsExactly(ColumnRole.HARD_DELETE);
        assertThat(hints.columns().get("gone").type()).contains(DataType.BOOL);
        assertThat(hints.columns().get("lsn").roles()).containsExactly(ColumnRole.DEDUP_DESC);
        assertThat(hints.columns().get("v").roles()).isEmpty();
    }

    @Test
    void withoutHintsThereAreTheDefaults() {
        assertThat(hints("paginator: single_page\n")).isEqualTo(Hints.NONE);
    }

    @Test
    void parametersOfTheRunMayHaveDefaults() {
        String options = "cursor.path: day\ncursor.initial: \"${variable.start} ?: '1999-01-04'\"\n";

        assertThat(cursorInitial(options, Map.of())).contains(new Value.Text("1999-01-04"));
        assertThat(cursorInitial(options, Map.of("start", "2020-01-01"))).contains(new Value.Text("2020-01-01"));
        assertThat(cursorInitial("cursor.path: day\ncursor.initial: ${variable.start}\n", Map.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dataSelctor: $.a         | unknown option dataSelctor                       | did you mean dataSelector?",
                "writeDisposition: mrege  | writeDisposition is 'mrege'                      | did you mean merge?",
                "column.a.dedupSort: up   | column.a.dedupSort is 'up'                       | it is asc or desc",
                "writeDisposition: skip   | writeDisposition is 'skip'                       | it is append or replace or merge",
                "paginator: page-number   | paginator is 'page-number'                       | did you mean page_number?",
                "cursr.path: a            | unknown option cursr.path                        | did you mean cursor.path?",
                "cursor.pth: a            | unknown option cursor.pth                        | did you mean cursor.path?",
                "cursor.lag: 3            | cursor.lag without cursor.path                   | say where records have their cursor: cursor.path: updated_at",
                "mask.email: hsah         | mask.email is 'hsah'                             | did you mean hash?",
                "column.a.type: text      | unknown option column.a.type                     | it has column.a.dataType, column.a.nullable, column.a.precision, column.a.scale, column.a.timezone, column.a.hardDelete, column.a.dedupSort, column.a.cluster, column.a.tag",
                "column.a.dataType: txt   | column.a.dataType is 'txt'                       | did you mean text?",
                "onEmpty: kep             | onEmpty is 'kep'                                 | did you mean keep?",
                "mergeStrategy: upsrt     | mergeStrategy is 'upsrt'                         | did you mean upsert?",
                "mergeStrategy: upsert    | mergeStrategy without writeDisposition: merge    | add writeDisposition: merge, or leave it out",
                "onEmpty: keep            | onEmpty without writeDisposition: replace        | leave it out: nothing is taken away where nothing came",
                "merge.skipUnchaned: true | unknown option merge.skipUnchaned                | did you mean merge.skipUnchanged?",
                "merge.deduplicated: ja   | merge.deduplicated is 'ja'                       | it is true or false",
                "scd2.validFrm: a         | unknown option scd2.validFrm                     | did you mean scd2.validFrom?",
                "contract: freez          | contract is 'freez'                              | did you mean freeze?",
                "contract.colums: freeze  | unknown option contract.colums                   | did you mean contract.columns?",
                "contract.dataType: x     | contract.dataType is 'x'                         | it is evolve or freeze or discard_row or discard_value",
                "addRowId: no             | addRowId is 'no'                                 | it is true or false",
                "addRowid2: false         | unknown option addRowid2                         | did you mean addRowId?",
                "column.a.dedupSort: asc  | column.a.dedupSort without primaryKey            | say which columns tell rows apart: primaryKey: id",
                "column.a.timezone: utc   | column.a.timezone is 'utc'                       | it is true or false",
                "column.l[].dataType: text| column.l[].dataType is of no column              | name a column of the nested table after its list: column.lines[].price.dataType",
                "window.step: P1D         | a window has no window.start                     | say where it begins: {cursor.start}, or a date",
                "window.strt: 2020-01-01  | unknown option window.strt                       | did you mean window.start?",
                "query.a: '{window.begin}'| query.a is '{window.begin}'                      | did you mean {window.end}?",
                "dataSelector: $.a[b]     | dataSelector: '$.a[b]' is not a path like $.data.items |",
                "maxNesting: deep         | maxNesting is 'deep'                             | it is a whole number, 0 or more",
                "stopAfterEmptyPage: yes  | stopAfterEmptyPage is 'yes'                      | it is true or false",
                "auth: bearer             | auth without credentials                         | name the section of the secrets: credentials: hubspot",
                "credentials: shop        | credentials without auth                         | say how they are sent: auth: bearer, basic, api_key, oauth2_client_credentials or oauth2_refresh_token",
                "pageParam: p             | pageParam means nothing to paginator auto        | it belongs to page_number",
                "paginator: offset        | paginator offset has no limit                    | say how many records a page has: limit: 100",
                "through: clean           | through is 'clean'                               | name a route: through: direct:clean-contacts",
                "query.a: ${varable.x}    | query.a is not a Simple expression               |",
            })
    void whatIsWrongFailsTheStartAndNamesTheLine(String option, String what, String fix) {
        assertThatThrownBy(() -> hints(option + "\n")).isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
            Explanation problem = failure.problems().get(0);
            assertThat(problem.what()).startsWith(what);
            assertThat(problem.at())
                    .hasValueSatisfying(
                            at -> assertThat(at).matches("routes/sources/s\\.camel\\.yaml:(6|10) \\(wadi-rest:r\\)"));
            assertThat(problem.fix()).isEqualTo(Optional.ofNullable(fix));
        });
    }

    @Test
    void allProblemsOfAnEndpointAreToldAtOnceEachWithItsLineAndWithoutValues() {
        Project project = new Project(home).pipeline().source("""
                        - to:
                            uri: wadi-rest:r
                            parameters:
                              url: "http://127.0.0.1/"
                              header.X: "topsecret"
                              writeDispositon: merge
                              tabel: t
                        """);

        assertThatThrownBy(project::start).isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
            assertThat(failure.problems())
                    .extracting(Explanation::what, p -> p.at().orElse(""))
                    .containsExactly(
                            tuple("unknown option writeDispositon", "routes/sources/s.camel.yaml:11 (wadi-rest:r)"),
                            tuple("unknown option tabel", "routes/sources/s.camel.yaml:12 (wadi-rest:r)"));
            assertThat(failure.toString()).doesNotContain("topsecret");
        });
    }

    @Test
    void aMissingSettingIsNamed() {
        Project project =
                new Project(home).pipeline().source("- to: \"wadi-rest:r?url={{api.url}}/x&header.A=topsecret\"\n");

        assertThatThrownBy(project::start).isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
            assertThat(failure).hasMessage("{{api.url}} is not set");
            assertThat(failure.explanation().fix())
                    .contains("set api.url in application.properties, or API_URL in the environment");
        });
    }

    @Test
    void unknownEndpointsAreToldWithoutTheirOptions() {
        Project project = new Project(home).pipeline().source("- to: nonesuch:a?user=topsecret\n");

        assertThatThrownBy(project::start)
                .isInstanceOfSatisfying(
                        ConfigurationFailure.class,
                        failure -> assertThat(failure)
                                .hasMessageContaining("nonesuch")
                                .hasMessageNotContaining("topsecret"));
    }

    private Optional<Value> cursorInitial(String options, Map<String, String> parameters) {
        return hints(options, parameters).cursor().flatMap(Cursor::initial);
    }

    private Hints hints(String options) {
        return hints(options, Map.of());
    }

    private Hints hints(String options, Map<String, String> parameters) {
        String endpoint = """
                - to:
                    uri: wadi-rest:r
                    parameters:
                      url: "http://127.0.0.1/"
                """;
        return new Project(home)
                .pipeline()
                .source(endpoint + options.indent(6))
                .registered(parameters)
                .resources()
                .get(0)
                .hints();
    }
}
