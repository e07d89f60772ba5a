package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.cli.SampleSettings.Addresses;
import io.wadi.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings such as {@code x.url=samples:exchange-rates}: who serves, and where that is refused. */
class SamplesOfRunTest {
    private static final String CLASS_PATH = "wadi.samples.classpath";

    @TempDir
    Path home;

    private Project project;

    @BeforeEach
    void project() {
        project = new Project(home).file("routes/none.camel.yaml", "[]\n");
        project.environment.put("DUCKDB_FILE", project.database.toString());
        assertThat(project.wadi("new", "x", "--from", "rest", "--to", "duckdb").err())
                .isEmpty();
    }

    @AfterEach
    void forget() {
        System.clearProperty(CLASS_PATH);
    }

    @Test
    void aRunStartsThemForItselfAlsoWhereKilledOnesLeftTheirAddresses() {
        System.setProperty(CLASS_PATH, System.getProperty("java.class.path"));
        project.file(
                        "work/samples.properties",
                        "samples.url=http://127.0.0.1:1\nexchange-rates.url=http://127.0.0.1:1\n")
                .file("work/samples.secrets.properties", "");

        Outcome run = project.wadi("run", "x");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("reads the sample services", "x.url is samples:exchange-rates");
        assertThat(project.query("SELECT count(*) FROM x.rates")).containsExactly("5536");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void withoutThemARunSaysWhatToSet() {
        Outcome run = project.wadi("run", "x");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("x.url is samples:exchange-rates, and the sample services are not here")
                .contains("set it to where the real one is");
        assertThat(project.wadi("validate").err()).isEmpty();
    }

    @Test
    void aConnectionWithoutThemSaysSo() {
        project.wadi("new", "y", "--from", "sql", "--to", "duckdb");

        assertThat(project.wadi("conn", "test", "y").err())
                .contains("connection.y.url is samples:shop, and the sample services do not run", "./wadi samples");
    }

    @Test
    void anAddressOfItsOwnNeedsNone() {
        assertThat(project.wadi("run", "x", "-D", "x.url=http://127.0.0.1:1").err())
                .contains("http://127.0.0.1:1/v1/rates")
                .doesNotContain("sample");
    }

    @Test
    void productionIsRefusedThem() {
        project.file("application-prod.properties", "");

        for (String command : new String[] {"run", "validate"}) {
            assertThat(project.wadi(command, "x", "--profile", "prod").err())
                    .contains("x.url is samples:exchange-rates, and this is production");
        }
        project.file("application-prod.properties", "x.url=https://rates.example.com\n");
        assertThat(project.wadi("validate", "--profile", "prod").err()).isEmpty();
    }

    @Test
    void aSampleThatIsNoneIsToldWithTheNearOne() {
        project.file("application.properties", "x.url=samples:exchange-rate\n");
        assertThat(project.wadi("run", "x").err()).contains("did you mean samples:exchange-rates?");
        assertThat(project.wadi("validate").err()).contains("did you mean samples:exchange-rates?");

        project.file("application.properties", "x.url=samples:shop\n");
        assertThat(project.wadi("validate").err()).contains("connection.NAME.url may be samples:shop");
    }

    @Test
    void theirSecretsAreNobodyElses() {
        SampleSettings settings = SampleSettings.in(Settings.read(
                home,
                Map.of("a.url", "samples:hubspot", "connection.b.url", "samples:shop", "c.url", "https://x"),
                Map.of()));

        assertThat(settings.secrets(Addresses.NOWHERE)).containsOnlyKeys("a.token", "b.password");
        assertThat(settings.filled(Addresses.NOWHERE))
                .containsEntry("a.url", "http://127.0.0.1:1")
                .containsEntry("connection.b.url", "jdbc:postgresql://127.0.0.1:1/shop")
                .containsEntry("connection.b.user", "wadi")
                .containsEntry("connection.b.credentials", "b")
                .doesNotContainKey("c.url");
    }
}
