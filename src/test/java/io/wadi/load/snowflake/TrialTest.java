package io.wadi.load.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.camel.SnowflakeAccount;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.model.MergeStrategy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One trial, on the account that {@code WADI_LIVE_SNOWFLAKE_…} name, and on the one in this JVM that others are tested on. */
class TrialTest {
    private static final String PREFIX = "WADI_LIVE_SNOWFLAKE_";
    private static final List<String> SETTINGS = List.of("ACCOUNT", "URL", "USER", "ROLE", "WAREHOUSE", "DATABASE");
    private static final Map<String, Consumer<Trial>> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put("append of every type", Trial::appendsEveryTypeAndObjectsStayObjects);
        STEPS.put("new columns, replace", Trial::addsColumnsAndReplaces);
        for (MergeStrategy strategy :
                List.of(MergeStrategy.DELETE_INSERT, MergeStrategy.UPSERT, MergeStrategy.INSERT_ONLY)) {
            STEPS.put("merge by " + strategy.word(), trial -> trial.merges(strategy));
        }
        STEPS.put("deleted rows", Trial::deletesRowsThatTheirSourceNoLongerHas);
        STEPS.put("refresh", Trial::beginsAnewAndReadersSeeTheNewTable);
        STEPS.put("once, and stale", Trial::loadsOnceAndTellsWhoIsStale);
        STEPS.put("sweeping up", Trial::sweepsUpWhatACrashLeft);
    }

    @TempDir
    static Path work;

    static Set<String> steps() {
        return STEPS.keySet();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void inThisJvm(String step) {
        try (Account account = new Account(work)) {
            tried(account.settings(), step);
        }
    }

    @Tag("live")
    @ParameterizedTest
    @MethodSource("steps")
    void onARealAccount(String step) {
        Map<String, String> environment = System.getenv();
        assumeTrue(
                environment.keySet().stream().anyMatch(name -> name.startsWith(PREFIX)),
                "skipped, for no account is named: set WADI_LIVE_SNOWFLAKE_ACCOUNT and the others of docs/testing.md");
        tried(settings(environment), step);
    }

    @Test
    void variablesAreTheProductsSettings() {
        SnowflakeSettings settings = settings(Map.of(
                PREFIX + "ACCOUNT", "acme",
                PREFIX + "USER", "SVC_WADI",
                PREFIX + "DATABASE", "wadi_dev",
                PREFIX + "PASSWORD", "x"));
        assertThat(settings.address()).isEqualTo("snowflake://acme/WADI_DEV");
        assertThat(settings.login()).isInstanceOf(SnowflakeSettings.Login.Password.class);
    }

    /** The product's own way to read them. */
    private static SnowflakeSettings settings(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        Map<String, String> secrets = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                String key = name.substring(PREFIX.length());
                if (SETTINGS.contains(key)) {
                    settings.put("connection.snowflake." + key.toLowerCase(Locale.ROOT), value);
                } else {
                    secrets.put("SNOWFLAKE_" + key, value);
                }
            }
        });
        return SnowflakeAccount.read(Settings.read(work, settings, Map.of()), Secrets.ofEnvironment(secrets));
    }

    private static void tried(SnowflakeSettings settings, String step) {
        String schema = "wadi_live_" + UUID.randomUUID().toString().replace('-', '_');
        try (Trial trial = new Trial(settings, schema, work)) {
            STEPS.get(step).accept(trial);
        }
    }
}
