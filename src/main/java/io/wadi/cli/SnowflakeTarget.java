package io.wadi.cli;

import io.wadi.camel.SecretNeeds;
import io.wadi.camel.SnowflakeAccount;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.load.snowflake.SnowflakeDestination;
import io.wadi.load.snowflake.SnowflakeSettings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.pipeline.Target;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configured Snowflake as a destination. */
final class SnowflakeTarget {
    static final String SNOWFLAKE = SnowflakeAccount.NAME;

    private final Settings settings;
    private final Secrets secrets;
    private final Path work;
    private final Map<String, String> labels;

    SnowflakeTarget(Settings settings, Secrets secrets, Path work) {
        this(settings, secrets, work, Map.of());
    }

    /**
     * @param work the working directory, where files wait on their way
     * @param labels what statements are tagged with, beside pipeline, load and table
     */
    SnowflakeTarget(Settings settings, Secrets secrets, Path work, Map<String, String> labels) {
        this.settings = settings;
        this.secrets = secrets;
        this.work = work;
        this.labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /**
     * @param wanted {@code snowflake}, or the address of a package: its account and database must be the configured ones
     * @throws ConfigurationFailure naming everything that is missing or wrong
     */
    Target find(String wanted) {
        SnowflakeSettings configured = SnowflakeAccount.read(settings, secrets);
        if (!wanted.equals(SNOWFLAKE) && !wanted.equals(configured.address())) {
            throw new ConfigurationFailure(
                    Explanation.of("this is for " + wanted + ", and " + configured.address() + " is configured")
                            .fix("use the profile that has that account and database"));
        }
        return new Target(
                SNOWFLAKE,
                configured.address(),
                SnowflakeDestination.LONGEST_NAME,
                new SnowflakeDestination(configured, work.resolve("upload"), labels));
    }

    List<SecretNeeds.Need> needs() {
        return SnowflakeAccount.needs(settings);
    }
}
