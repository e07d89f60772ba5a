package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.model.CrashPoint;
import io.wadi.prove.Sight;
import io.wadi.testing.CuttingProxy;
import io.wadi.testing.Postgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network ends in the middle: of rows that are read, and of a commit whose answer nobody hears. */
@Tag("chaos")
class CutConnectionTest {
    @TempDir
    Path home;

    @AfterEach
    void unwatch() {
        CrashPoint.watch(point -> {});
    }

    @Test
    void whileRowsAreReadNothingIsLoadedAndTheNextRunHasThemAll() {
        Postgres postgres = Postgres.shared().database("cut_connection");
        postgres.execute(
                "cut_connection",
                "CREATE TABLE items AS SELECT n AS id, repeat('x', 100) AS text FROM generate_series(1, 50000) n");
        postgres.requirePassword("cutter", "secret");
        postgres.execute("cut_connection", "GRANT SELECT ON items TO cutter");
        int port = URI.create(postgres.url("cut_connection").substring("jdbc:".length()))
                .getPort();
        Project project = new Project(home);
        project.environment.put("PGPASSWORD", "secret");
        try (CuttingProxy proxy = new CuttingProxy(port)) {
            String[] copy = {
                "copy",
                "postgresql://cutter@127.0.0.1:" + proxy.port() + "/cut_connection?table=public.items",
                project.database.toString()
            };
            proxy.cutAfter(2_000_000);

            Outcome cut = project.wadi(copy);
            assertThat(proxy.cuts()).isPositive();
            assertThat(cut.code()).as(cut.err()).isEqualTo(Console.FAILED);
            assertThat(cut.err())
                    .contains(
                            "  fix    ", "  safe   nothing was loaded; the destination and the cursor are as they were")
                    .doesNotContain("\tat ");

            assertThat(project.wadi(copy).code()).isZero();
        }
        assertThat(project.query("SELECT count(*) || ' ' || count(DISTINCT id) FROM items"))
                .containsExactly("50000 50000");
    }

    @Test
    void whoseCommitWasNotAnsweredAsksForTheReceipt() {
        SnowflakeGround calm = SnowflakeGround.start();
        SnowflakeGround rough = SnowflakeGround.start();
        int port = Integer.parseInt(rough.server().url().replaceFirst(".*:(\\d+).*", "$1"));
        try (SamplePlot plot = new SamplePlot(home.resolve("project"), List.of());
                CuttingProxy proxy = new CuttingProxy(port)) {
            Project project = new Project(plot.home());
            project.environment.put("SNOWFLAKE_PASSWORD", "secret");
            for (int time = 1; time <= 3; time++) {
                assertThat(run(project, plot, "calm", calm.arguments(), time).code())
                        .isZero();

                List<String> through = new ArrayList<>(rough.arguments());
                through.replaceAll(word -> word.replace(":" + port, ":" + proxy.port()));
                CrashPoint.watch(point -> {
                    if (point == CrashPoint.RECEIPT_WRITTEN) {
                        proxy.swallowNextAnswer();
                    }
                });
                Outcome outcome = run(project, plot, "rough", through, time);
                CrashPoint.watch(point -> {});
                assertThat(proxy.cuts()).isEqualTo(time);
                if (outcome.code() != Console.DONE) {
                    assertThat(outcome.err()).contains("  fix    ").doesNotContain("\tat ");
                    assertThat(run(project, plot, "rough", through, time).code())
                            .isZero();
                }
                assertThat(data(rough)).as("time %d", time).isEqualTo(data(calm));
            }
        } finally {
            calm.server().close();
            rough.server().close();
        }
    }

    private static Map<String, Sight.Rows> data(SnowflakeGround ground) {
        Map<String, Sight.Rows> tables = new TreeMap<>(ground.look().tables());
        tables.keySet().removeIf(table -> table.contains("._"));
        return tables;
    }

    private Outcome run(Project project, SamplePlot plot, String name, List<String> destination, int time) {
        Path folder = home.resolve(name);
        List<String> command = new ArrayList<>(
                List.of("run", "prove", "--work", folder.resolve("work").toString()));
        command.addAll(destination);
        command.addAll(plot.at(folder, time));
        return project.wadi(command.toArray(String[]::new));
    }
}
