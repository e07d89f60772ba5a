package io.wadi.camel;

import io.wadi.config.Nearest;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.load.snowflake.PrivateKeys;
import io.wadi.load.snowflake.SnowflakeDataSource;
import io.wadi.load.snowflake.SnowflakeSettings;
import io.wadi.load.snowflake.SnowflakeSettings.Login;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The Snowflake that settings and secrets describe: {@code connection.snowflake.*}, and a section of the secrets. */
public final class SnowflakeAccount {
    /** The name of the connection, for destinations and routes alike. */
    public static final String NAME = "snowflake";

    private static final String PREFIX = "connection.snowflake.";
    private static final List<String> KEYS =
            List.of("account", "url", "user", "role", "warehouse", "database", "credentials");
    /** While keys are rotated the user has two. */
    private static final List<String> SECRET_KEYS = List.of("private-key", "private-key-2");

    private final Settings settings;
    private final Secrets secrets;
    private final List<Explanation> problems = new ArrayList<>();

    private SnowflakeAccount(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** @throws ConfigurationFailure naming everything that is missing or wrong */
    public static SnowflakeSettings read(Settings settings, Secrets secrets) {
        return new SnowflakeAccount(settings, secrets).read();
    }

    /** The secrets that it looks for. */
    public static List<SecretNeeds.Need> needs(Settings settings) {
        String section = section(settings);
        return List.of(
                SecretNeeds.Need.of(section, List.of("private-key", "private-key-file", "password"), "Snowflake needs"),
                SecretNeeds.Need.optional(section, "private-key-2", "Snowflake takes"),
                SecretNeeds.Need.optional(section, "private-key-2-file", "Snowflake takes"),
                SecretNeeds.Need.optional(section, "private-key-passphrase", "Snowflake takes"));
    }

    /** The same for statements of a pipeline's routes: nothing is read before one of them is reached. */
    static DataSource forRoutes(String pipeline, Settings settings, Secrets secrets) {
        Map<String, String> labels = new LinkedHashMap<>();
        settings.get("wadi.deployment").ifPresent(name -> labels.put("deployment", name));
        labels.put("pipeline", pipeline);
        return new SnowflakeDataSource(() -> read(settings, secrets), labels);
    }

    private SnowflakeSettings read() {
        settings.keys(PREFIX).stream()
                .map(key -> key.substring(PREFIX.length()))
                .filter(key -> !KEYS.contains(key))
                .forEach(this::unknown);
        Optional<String> url = value("url");
        Optional<String> account = value("account")
                .or(() -> url.map(SnowflakeAccount::host)
                        .filter(host -> host.contains(".snowflakecomputing."))
                        .map(host -> host.substring(0, host.indexOf(".snowflakecomputing."))));
        url.filter(address -> !address.startsWith("jdbc:snowflake://"))
                .ifPresent(address -> problems.add(Explanation.of(PREFIX + "url does not begin with jdbc:snowflake://")
                        .fix("leave it out: " + PREFIX + "account is enough")));
        url.filter(address -> address.matches("(?is).*[?&](password|private_key\\w*|token|passcode)=.*"))
                .ifPresent(address -> problems.add(Explanation.of(PREFIX + "url has a secret in it")
                        .fix("take it out; secrets are looked for in " + secrets.places(section(), "private-key"))));
        required("account", account, "acme-analytics");
        required("user", value("user"), "SVC_WADI");
        required("database", value("database"), "WADI_DEV");
        Optional<Login> login = login();
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return new SnowflakeSettings(
                url.orElse("jdbc:snowflake://" + account.orElseThrow() + ".snowflakecomputing.com/"),
                account.orElseThrow(),
                value("user").orElseThrow(),
                value("role"),
                value("warehouse"),
                value("database").orElseThrow(),
                login.orElseThrow());
    }

    private void unknown(String key) {
        problems.add(Explanation.of("unknown setting " + PREFIX + key)
                .fix(
                        key.matches("password|private-key.*")
                                ? "that is a secret: set it in " + secrets.places(section(), key)
                                : Nearest.to(key, KEYS)
                                        .map(near -> "did you mean " + PREFIX + near + "?")
                                        .orElse("it has " + String.join(", ", KEYS))));
    }

    private void required(String key, Optional<String> value, String example) {
        if (value.isEmpty()) {
            problems.add(Explanation.of(PREFIX + key + " is not set")
                    .fix("set " + PREFIX + key + "=" + example + " in application.properties, or "
                            + Settings.variable(PREFIX + key) + " in the environment"));
        }
    }

    /** By key where there is one; a password is for work on one's own machine. */
    private Optional<Login> login() {
        List<PrivateKey> keys = new ArrayList<>();
        for (String key : SECRET_KEYS) {
            try {
                key(key).ifPresent(keys::add);
            } catch (ConfigurationFailure e) {
                problems.addAll(e.problems());
            }
        }
        if (!keys.isEmpty()) {
            return Optional.of(new Login.Keys(keys));
        }
        Optional<Login> password = secrets.find(section(), "password").map(Login.Password::new);
        if (password.isEmpty() && problems.stream().noneMatch(p -> p.what().startsWith("private key"))) {
            problems.add(Explanation.of("secret " + section() + ".private-key is not set, which Snowflake needs")
                    .fix("looked for it, for its file in " + section() + ".private-key-file, and for a password, in "
                            + secrets.places(section(), "private-key")));
        }
        return password;
    }

    private Optional<PrivateKey> key(String key) {
        String name = section() + "." + key;
        PrivateKeys keys = new PrivateKeys(name, secrets.find(section(), "private-key-passphrase"));
        return secrets.find(section(), key)
                .map(keys::read)
                .or(() -> secrets.find(section(), key + "-file").map(file -> keys.read(bytes(name + "-file", file))));
    }

    private static byte[] bytes(String name, String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new ConfigurationFailure(Explanation.of("private key " + name + " cannot be read: "
                            + e.getClass().getSimpleName() + " at " + file)
                    .fix("name a file that is there and may be read"));
        }
    }

    private String section() {
        return section(settings);
    }

    private static String section(Settings settings) {
        return value(settings, "credentials").orElse(NAME);
    }

    private Optional<String> value(String key) {
        return value(settings, key);
    }

    private static Optional<String> value(Settings settings, String key) {
        return settings.get(PREFIX + key).filter(value -> !value.isBlank());
    }

    private static String host(String url) {
        return url.replaceFirst("jdbc:snowflake://(https?://)?", "").replaceFirst("[:/?].*", "");
    }
}
