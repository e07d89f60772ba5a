package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.pipeline.Target;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settings and secrets say of Snowflake; nothing is connected to. */
class SnowflakeTargetTest {
    private static final Map<String, String> WHOLE = Map.of(
            "connection.snowflake.account", "acme-Analytics",
            "connection.snowflake.user", "SVC_WADI",
            "connection.snowflake.database", "wadi_dev");
    private static final Map<String, String> PASSWORD = Map.of("SNOWFLAKE_PASSWORD", "hunter2");

    @TempDir
    private Path home;

    @Test
    void accountUserDatabaseAndASecretAreEnough() {
        Target target = target(WHOLE, PASSWORD, "snowflake");
        assertThat(target.kind()).isEqualTo("snowflake");
        assertThat(target.address()).isEqualTo("snowflake://acme-analytics/WADI_DEV");
        assertThat(target.maxIdentifier()).isEqualTo(255);
        assertThat(target.destination().describe()).isEqualTo("Snowflake WADI_DEV at acme-Analytics");
        assertThat(target(WHOLE, PASSWORD, target.address()).address()).isEqualTo(target.address());
    }

    @Test
    void aPackageForAnotherDatabaseIsRefused() {
        assertThat(problems(WHOLE, PASSWORD, "snowflake://acme-analytics/WADI_PROD"))
                .containsExactly("this is for snowflake://acme-analytics/WADI_PROD, and"
                        + " snowflake://acme-analytics/WADI_DEV is configured: use the profile that has that account and"
                        + " database");
    }

    @Test
    void everythingThatIsMissingIsToldAtOnce() {
        assertThat(problems(
                        Map.of("connection.snowflake.rolle", "x", "connection.snowflake.password", "hunter2"),
                        Map.of(),
                        "snowflake"))
                .hasSize(6)
                .anyMatch(p -> p.startsWith(
                        "unknown setting connection.snowflake.rolle: did you mean connection.snowflake.role?"))
                .anyMatch(p -> p.startsWith("unknown setting connection.snowflake.password: that is a secret"))
                .anyMatch(p -> p.startsWith(
                        "connection.snowflake.account is not set: set connection.snowflake.account=acme-analytics"))
                .anyMatch(p -> p.startsWith("connection.snowflake.user is not set"))
                .anyMatch(p -> p.contains("CONNECTION_SNOWFLAKE_DATABASE in the environment"))
                .anyMatch(p -> p.startsWith("secret snowflake.private-key is not set"))
                .noneMatch(p -> p.contains("hunter2"));
    }

    @Test
    void aKeyThatCannotBeReadIsTheProblemThatIsTold() {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put("connection.snowflake.credentials", "prod");
        assertThat(problems(settings, Map.of("PROD_PRIVATE_KEY", "hunter2!"), "snowflake"))
                .singleElement()
                .satisfies(p -> assertThat(p)
                        .startsWith("private key prod.private-key cannot be read")
                        .doesNotContain("hunter2"));
        assertThat(problems(WHOLE, Map.of("SNOWFLAKE_PRIVATE_KEY_FILE", home + "/none.p8"), "snowflake"))
                .singleElement()
                .satisfies(p -> assertThat(p).contains("snowflake.private-key-file", "none.p8"));
    }

    @Test
    void anAddressHoldsNoSecret() {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put("connection.snowflake.url", "jdbc:snowflake://x.snowflakecomputing.com/?password=hunter2");
        assertThat(problems(settings, PASSWORD, "snowflake"))
                .singleElement()
                .satisfies(p -> assertThat(p).contains("has a secret in it").doesNotContain("hunter2"));
    }

    private Target target(Map<String, String> settings, Map<String, String> environment, String wanted) {
        return new SnowflakeTarget(Settings.read(home, settings, environment), Secrets.ofEnvironment(environment), home)
                .find(wanted);
    }

    private List<String> problems(Map<String, String> settings, Map<String, String> environment, String wanted) {
        ConfigurationFailure failure =
                catchThrowableOfType(ConfigurationFailure.class, () -> target(settings, environment, wanted));
        assertThat(failure).isNotNull();
        return failure.problems().stream().map(SnowflakeTargetTest::told).toList();
    }

    private static String told(Explanation problem) {
        return problem.what() + ": " + problem.fix().orElse("");
    }
}
