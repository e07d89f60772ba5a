package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.config.Said;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.MergeStrategy;
import io.wadi.model.OnEmpty;
import io.wadi.model.Resource;
import io.wadi.model.SchemaContract;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.model.SystemColumns;
import io.wadi.model.Writing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is stronger than its pipeline, this than the resource, and this than its source: one option at a time. */
class OverridesTest {
    @TempDir
    private Path home;

    @Test
    void everyOptionOfAResourceBecomesAHint() {
        Hints hints = hints("""
                writeDisposition: merge
                mergeStrategy: scd2
                mergeKey: region
                merge.sourceFilter: "id > 3"
                merge.destinationScope: "{table}.region = 'a'"
                merge.rowVersion: version
                scd2.validFrom: since
                scd2.validTo: until
                scd2.activeUntil: 9999-12-31
                scd2.boundary: "2024-01-31T00:00:00+02:00"
                contract: freeze
                contract.dataType: discard_value
                maxNesting: 1
                addRowId: false
                addLoadId: false
                column.lines[].price.dataType: decimal
                column.at.timezone: false
                column.region.cluster: true
                """);

        assertThat(hints.writing().merge().strategy()).contains(MergeStrategy.SCD2);
        assertThat(hints.writing().merge().sourceFilter()).contains("id > 3");
        assertThat(hints.writing().merge().destinationScope()).contains("{table}.region = 'a'");
        assertThat(hints.writing().merge().activeUntil()).contains("9999-12-31");
        assertThat(hints.writing().merge().boundary()).contains("2024-01-31T00:00:00+02:00");
        assertThat(hints.contract()).contains(new SchemaContract(Mode.FREEZE, Mode.FREEZE, Mode.DISCARD_VALUE));
        assertThat(hints.maxNesting()).isEqualTo(OptionalInt.of(1));
        assertThat(hints.system()).isEqualTo(new SystemColumns(false, false, false));
        assertThat(hints.columns().keySet())
                .containsExactly("since", "until", "lines[].price", "at", "region", "version");
        assertThat(hint(hints, "since").type()).contains(DataType.TIMESTAMP);
        assertThat(hint(hints, "since").roles()).containsExactly(ColumnRole.VALID_FROM);
        assertThat(hint(hints, "until").roles()).containsExactly(ColumnRole.VALID_TO);
        assertThat(hint(hints, "version").roles()).containsExactly(ColumnRole.ROW_VERSION);
        assertThat(hint(hints, "region").roles()).containsExactly(ColumnRole.CLUSTER);
        assertThat(hint(hints, "lines[].price").type()).contains(DataType.DECIMAL);
        assertThat(hint(hints, "at").zoned()).contains(false);
    }

    @Test
    void upsertAndReplaceHaveOptionsOfTheirOwn() {
        Hints upsert =
                hints("{writeDisposition: merge, mergeStrategy: upsert, primaryKey: id, merge.skipUnchanged: true}");
        assertThat(upsert.writing().merge().skipUnchanged()).isTrue();
        Hints merge = hints("{writeDisposition: merge, merge.deduplicated: true, addRootId: true}");
        assertThat(merge.writing().merge().deduplicated()).isTrue();
        assertThat(merge.system().rootId()).isTrue();
        assertThat(hints("{writeDisposition: replace, onEmpty: fail}").writing().onEmpty())
                .isEqualTo(OnEmpty.FAIL);
    }

    @Test
    void aSourceSpeaksOfAllItsResourcesAndAResourceIsStronger() {
        Project project = new Project(home).pipeline().file("routes/sources/s.camel.yaml", """
                        - route:
                            id: source-s
                            from:
                              uri: wadi-source:s
                              parameters: {contract.columns: freeze, maxNesting: 2, addRootId: true}
                              steps:
                                - to: "wadi-rest:a?url=http://127.0.0.1/"
                                - to: "wadi-rest:b?url=http://127.0.0.1/&contract.dataType=freeze&maxNesting=0"
                        """);
        List<Resource> resources = project.registered(Map.of()).resources();

        SchemaContract source = new SchemaContract(Mode.EVOLVE, Mode.FREEZE, Mode.EVOLVE);
        Hints a = resources.get(0).hints();
        assertThat(a.contract()).isEmpty();
        assertThat(a.sourceContract()).contains(source);
        assertThat(a.maxNesting()).isEmpty();
        assertThat(a.sourceNesting()).isEqualTo(OptionalInt.of(2));
        assertThat(a.system().rootId()).isTrue();
        Hints b = resources.get(1).hints();
        assertThat(b.contract()).contains(new SchemaContract(Mode.EVOLVE, Mode.FREEZE, Mode.FREEZE));
        assertThat(b.sourceContract()).contains(source);
        assertThat(b.maxNesting()).isEqualTo(OptionalInt.of(0));
        assertThat(b.sourceNesting()).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void theRunIsStrongerThanThePipelineAndThisThanTheResource() {
        Project project = two("writeDisposition: merge\nprimaryKey: id\nmaxNesting: 3", """
                writeDisposition: append
                resource.orders.maxNesting: 1
                resource.orders.primaryKey: number
                """);

        Hints orders = hints(project, Map.of("resource.orders.primaryKey", "code"), "orders");
        assertThat(orders.writing()).isEqualTo(Writing.APPEND);
        assertThat(orders.maxNesting()).isEqualTo(OptionalInt.of(1));
        assertThat(orders.primaryKey()).containsExactly("code");
        Hints clients = hints(project, Map.of("maxNesting", "0", "resource.clients.maxNesting", "5"), "clients");
        assertThat(clients.primaryKey()).containsExactly("id");
        assertThat(clients.maxNesting()).isEqualTo(OptionalInt.of(5));
        assertThat(hints(project, Map.of("maxNesting", "0"), "orders").maxNesting())
                .isEqualTo(OptionalInt.of(0));
    }

    @Test
    void anotherDispositionEndsWhatWasSaidOfMerges() {
        Project project = two("""
                writeDisposition: merge
                mergeStrategy: scd2
                merge.rowVersion: v
                scd2.validFrom: since
                column.v.dataType: bigint
                """, "dataset: d");

        Hints replaced = hints(project, Map.of("writeDisposition", "replace"), "orders");
        assertThat(replaced.writing()).isEqualTo(Writing.REPLACE);
        assertThat(replaced.columns().keySet()).containsExactly("v");
        assertThat(hint(replaced, "v").type()).contains(DataType.BIGINT);
        assertThat(hint(replaced, "v").roles()).isEmpty();

        Hints upsert = hints(
                project,
                Map.of(
                        "mergeStrategy", "upsert",
                        "primaryKey", "id",
                        "merge.skipUnchanged", "true"),
                "orders");
        assertThat(upsert.writing().merge().effective()).isEqualTo(MergeStrategy.UPSERT);
        assertThat(upsert.columns().keySet()).containsExactly("v");
        assertThat(hint(upsert, "v").roles()).containsExactly(ColumnRole.ROW_VERSION);
    }

    @Test
    void whatIsNotThereOrCannotBeIsRefusedBeforeAnythingIsRead() {
        Project project = two("writeDisposition: append", """
                resource.ordrs.writeDisposition: merge
                resource.orders.writeDispositon: merge
                resource.clients.cursor.path: id
                resource.clients.onEmpty: keep
                resource.clients.contract: freez
                mergeStrategy: upsert
                """);

        assertThat(problems(project, Map.of()))
                .containsExactlyInAnyOrder(
                        "routes/pipelines/p.camel.yaml:10 (wadi-load:p) resource.ordrs.writeDisposition is of no resource of the"
                                + " source - did you mean resource.orders.writeDisposition?",
                        "routes/pipelines/p.camel.yaml:11 (wadi-load:p) unknown option resource.orders.writeDispositon - did you"
                                + " mean resource.orders.writeDisposition?",
                        "routes/pipelines/p.camel.yaml:12 (wadi-load:p) resource.clients.cursor.path cannot be said here - say it"
                                + " in the source's route: it is about reading the resource",
                        "routes/pipelines/p.camel.yaml:13 (wadi-load:p) resource.clients.onEmpty without writeDisposition:"
                                + " replace - leave it out: nothing is taken away where nothing came",
                        "routes/pipelines/p.camel.yaml:14 (wadi-load:p) resource.clients.contract is 'freez' - did you mean"
                                + " freeze?",
                        "routes/pipelines/p.camel.yaml:15 (wadi-load:p) mergeStrategy without writeDisposition: merge - add"
                                + " writeDisposition: merge, or leave it out");
    }

    @Test
    void whatTheRunSaysIsRefusedAlike() {
        Project project = two("writeDisposition: append", "dataset: d");

        assertThat(problems(project, Map.of("resource.orders.mergeStrategy", "upsert", "writeDispositon", "merge")))
                .containsExactlyInAnyOrder(
                        "--set resource.orders.mergeStrategy without writeDisposition: merge - add writeDisposition:"
                                + " merge, or leave it out",
                        "--set unknown option writeDispositon - did you mean writeDisposition?");
    }

    /** What is said of all means nothing to some, and that is no mistake. */
    @Test
    void whatIsSaidOfAllNeedsToMeanSomethingToOne() {
        Project project = two("writeDisposition: replace", "onEmpty: keep\nresource.clients.writeDisposition: append");

        assertThat(problems(project, Map.of())).isEmpty();
        assertThat(hints(project, Map.of(), "orders").writing().onEmpty()).isEqualTo(OnEmpty.KEEP);
        assertThat(hints(project, Map.of(), "clients").writing()).isEqualTo(Writing.APPEND);
    }

    @Test
    void optionsOfASourceStandWhereItBegins() {
        Project project = two("writeDisposition: append", "dataset: d");
        project.file("routes/pipelines/p.camel.yaml", """
                - from:
                    uri: direct:pipeline-p
                    steps:
                      - to: wadi-source:s?contract=freeze
                      - to: wadi-load:p
                """);

        ConfigurationFailure failure = catchThrowableOfType(
                ConfigurationFailure.class, () -> project.start().close());
        assertThat(failure).hasMessage("wadi-source:s is called with contract");
    }

    /** Two resources with these options, and a load with those. */
    private Project two(String resources, String load) {
        String endpoint = """
                - to:
                    uri: wadi-rest:%s
                    parameters:
                      url: "http://127.0.0.1/"
                """;
        return new Project(home)
                .file("routes/pipelines/p.camel.yaml", """
                        - route:
                            id: pipeline-p
                            from:
                              uri: direct:pipeline-p
                              steps:
                                - to: wadi-source:s
                                - to:
                                    uri: wadi-load:p
                                    parameters:
                        """ + load.indent(14))
                .source(endpoint.formatted("orders")
                        + resources.indent(6)
                        + endpoint.formatted("clients")
                        + resources.indent(6));
    }

    private static Map<String, Said> says(Map<String, String> run) {
        Map<String, Said> says = new LinkedHashMap<>();
        run.forEach((option, value) -> says.put(option, new Said(option, value, "--set")));
        return says;
    }

    private static List<String> problems(Project project, Map<String, String> run) {
        ConfigurationFailure failure = catchThrowableOfType(
                ConfigurationFailure.class, () -> project.start(says(run)).close());
        return failure == null
                ? List.of()
                : failure.problems().stream()
                        .map(p -> p.at().orElse("") + " " + p.what() + " - "
                                + p.fix().orElse(""))
                        .toList();
    }

    private static Hints hints(Project project, Map<String, String> run, String resource) {
        return project.registered(Map.of(), says(run)).resources().stream()
                .filter(r -> r.name().equals(resource))
                .findFirst()
                .orElseThrow()
                .hints();
    }

    private Hints hints(String options) {
        return hints(
                two(
                        options.startsWith("{") ? options.replaceAll("[{}]", "").replace(", ", "\n") : options,
                        "dataset: d"),
                Map.of(),
                "orders");
    }

    private static ColumnHint hint(Hints hints, String column) {
        return Optional.ofNullable(hints.columns().get(column)).orElseThrow();
    }
}
