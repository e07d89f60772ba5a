package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.simulator.UnrulyApi;
import io.wadi.simulator.UnrulyApi.Personality;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A pipeline that loaded the hundred orders of an API; then there are two hundred, and the API begins to misbehave. */
final class Unruly implements AutoCloseable {
    static final String CURSOR = "paginator: cursor\ncursorPath: $.next\ncursorParam: page";
    static final String PAGES = "paginator: page_number\nbasePage: 1\ntotalPath: $.pages";
    static final String HAS_MORE = "paginator: page_number\nbasePage: 1\nhasMorePath: $.more";
    private static final String UNTOUCHED = "nothing was loaded; the destination and the cursor are as they were";

    final UnrulyApi api = new UnrulyApi();
    final Project project;
    private final Map<String, List<String>> before;

    Unruly(Path home, String... options) {
        project = new Project(home);
        project.environment.put("SHOP_TOKEN", "t0p+secret");
        project.file("routes/pipelines/orders.camel.yaml", """
                - route:
                    id: pipeline-orders
                    from:
                      uri: direct:pipeline-orders
                      steps:
                        - to: wadi-source:shop
                        - to: wadi-load:orders?dataset=shop
                """);
        reads(api.url(), options);
        succeeds();
        before = project.contents();
        api.has(200);
    }

    /** The source reads this address, with further options. */
    void reads(Object url, String... options) {
        String parameters =
                "url: \"" + url + "\"\ndataSelector: $.data\ncursor.path: id\n" + String.join("\n", options);
        project.file("routes/sources/shop.camel.yaml", """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                        - to:
                            uri: wadi-rest:orders
                            parameters:
                """ + parameters.indent(14));
    }

    Outcome run(String... more) {
        String[] command = {"run", "orders", "--destination", "duckdb://" + project.database};
        return project.wadi(
                Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new));
    }

    /** A run loads, and then every order is there once. */
    Outcome succeeds() {
        Outcome outcome = run();
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(project.query("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(amount) FROM shop.orders"))
                .containsExactly(api.orders().count() + " " + api.orders().count() + " "
                        + api.orders().sum());
        return outcome;
    }

    /** A run that has nothing to load. */
    void unchanged() {
        Outcome outcome = run();
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(project.contents()).isEqualTo(before);
    }

    void succeeds(Personality personality) {
        api.behaves(personality);
        succeeds();
    }

    /** A run ends in these words, with the destination as it was to the row; once the API is well, the next brings all. */
    void fails(boolean passing, Personality personality, String... said) {
        api.behaves(personality);
        failsAndHeals(passing, () -> {}, said);
    }

    /** @param mending what is done between the two runs */
    void failsAndHeals(boolean passing, Runnable mending, String... said) {
        Outcome outcome = run();
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("✗ ", UNTOUCHED).contains(said).doesNotContain("\tat ", "t0p+secret");
        assertThat(project.contents()).isEqualTo(before);
        assertThat(run("--json").out()).contains("\"transient\":" + passing);
        assertThat(project.contents()).isEqualTo(before);
        api.behaves(Personality.HONEST);
        mending.run();
        succeeds();
    }

    @Override
    public void close() {
        api.close();
    }
}
