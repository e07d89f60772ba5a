package io.wadi.cli;

import io.wadi.camel.SecretNeeds;
import io.wadi.camel.SnowflakeAccount;
import io.wadi.config.Nearest;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.load.s3.S3Destination;
import io.wadi.load.s3.S3Place;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.load.snowflake.Pipes;
import io.wadi.load.snowflake.SnowflakeSettings;
import io.wadi.load.snowflake.SnowflakeSettings.Login;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Pause;
import io.wadi.pipeline.Target;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The folder of a bucket that settings and secrets describe: {@code connection.s3.*}, and a section of the secrets. */
final class S3Target {
    static final String S3 = "s3";
    private static final String INSERT_FILES = "insertFiles";
    private static final String PREFIX = "connection.s3.";
    private static final List<String> KEYS = List.of("url", "region", "endpoint", "credentials", "format", "notify");
    private static final List<String> SECRET_KEYS = List.of("access-key-id", "secret-access-key", "session-token");

    private final Settings settings;
    private final Secrets secrets;
    private final Path work;
    private final Pause pause;

    /** @param work the working directory, where files wait on their way */
    S3Target(Settings settings, Secrets secrets, Path work, Pause pause) {
        this.pause = pause;
        this.settings = settings;
        this.secrets = secrets;
        this.work = work;
    }

    /**
     * @param wanted {@code s3} for the configured folder, or the address of one; everything else is as configured
     * @throws ConfigurationFailure naming everything that is missing or wrong
     */
    Target find(String wanted) {
        S3Place place = place(wanted);
        return new Target(
                S3,
                place.address(),
                S3Destination.LONGEST_NAME,
                new S3Destination(place, work.resolve("upload"), format(), pipes()));
    }

    S3Place place(String wanted) {
        List<Explanation> problems = new ArrayList<>();
        settings.keys(PREFIX).stream()
                .map(key -> key.substring(PREFIX.length()))
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> problems.add(unknown(key)));
        Optional<String> url = wanted.equals(S3) ? value("url") : Optional.of(wanted);
        if (url.isEmpty()) {
            problems.add(Explanation.of(PREFIX + "url is not set")
                    .fix("set " + PREFIX + "url=s3://bucket/folder in application.properties, or "
                            + Settings.variable(PREFIX + "url") + " in the environment"));
        }
        value("endpoint")
                .filter(endpoint -> !endpoint.matches("https?://[^/@\\s]+/?"))
                .ifPresent(endpoint -> problems.add(Explanation.of(PREFIX + "endpoint is not like https://host:port")
                        .fix("leave it out for Amazon's")));
        word("format", Stream.of(FileFormat.values()).map(FileFormat::word).toList(), problems);
        word("notify", List.of(INSERT_FILES), problems);
        Optional<S3Place.Login> login = login(problems);
        try {
            Optional<S3Place> place =
                    url.map(address -> S3Place.of(address, value("region"), value("endpoint"), login));
            if (problems.isEmpty() && place.isPresent()) {
                return place.get();
            }
        } catch (IllegalArgumentException e) {
            problems.add(Explanation.of("the address of S3, " + e.getMessage()).fix("write s3://bucket/folder"));
        }
        throw new ConfigurationFailure(problems);
    }

    private void word(String key, List<String> words, List<Explanation> problems) {
        value(key)
                .filter(word -> !words.contains(word))
                .ifPresent(word -> problems.add(Explanation.of(PREFIX + key + " is '" + word + "'")
                        .fix(Nearest.to(word, words)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("use " + String.join(" or ", words)))));
    }

    /** Whether loads tell pipes of their files. */
    boolean tells() {
        return value("notify").isPresent();
    }

    private Optional<Pipes> pipes() {
        if (!tells()) {
            return Optional.empty();
        }
        SnowflakeSettings snowflake = SnowflakeAccount.read(settings, secrets);
        if (!(snowflake.login() instanceof Login.Keys keys)) {
            throw new ConfigurationFailure(Explanation.of(
                            PREFIX + "notify=" + INSERT_FILES + " needs a key, and Snowflake's login is a password")
                    .fix("set secret snowflake.private-key, as docs/snowflake.md says"));
        }
        return Optional.of(new Pipes(
                snowflake, keys, InstantSource.system(), () -> UUID.randomUUID().toString(), pause));
    }

    /** What the files are; {@link #place} says when it is misspelt. */
    FileFormat format() {
        return value("format").flatMap(FileFormat::of).orElse(FileFormat.PARQUET);
    }

    private Explanation unknown(String key) {
        return Explanation.of("unknown setting " + PREFIX + key)
                .fix(
                        SECRET_KEYS.contains(key)
                                ? "that is a secret: set it in " + secrets.places(section(), key)
                                : Nearest.to(key, KEYS)
                                        .map(near -> "did you mean " + PREFIX + near + "?")
                                        .orElse("it has " + String.join(", ", KEYS)));
    }

    /** Without any, the environment is asked, as all of AWS's tools do; half a key is a mistake. */
    private Optional<S3Place.Login> login(List<Explanation> problems) {
        Secrets asked = asked();
        Optional<String> id = asked.find(section(), SECRET_KEYS.get(0));
        Optional<String> secret = asked.find(section(), SECRET_KEYS.get(1));
        boolean wanted =
                id.isPresent() || secret.isPresent() || value("credentials").isPresent();
        for (String key : SECRET_KEYS.subList(0, 2)) {
            if (wanted && asked.find(section(), key).isEmpty()) {
                problems.add(Explanation.of("secret " + section() + "." + key + " is not set, which S3 needs")
                        .fix("looked for it in " + asked.places(section(), key)));
            }
        }
        return id.isPresent() && secret.isPresent()
                ? Optional.of(new S3Place.Login(id.get(), secret.get(), asked.find(section(), SECRET_KEYS.get(2))))
                : Optional.empty();
    }

    /** The vault has them only where somebody says so: else a role of the machine's may be meant. */
    private Secrets asked() {
        return value("credentials").isPresent() ? secrets : secrets.local();
    }

    /** None where the environment is asked as all of AWS's tools do. */
    List<SecretNeeds.Need> needs() {
        boolean named = value("credentials").isPresent();
        Predicate<String> there = key -> named || asked().find(section(), key).isPresent();
        boolean keys = SECRET_KEYS.stream().limit(2).anyMatch(there);
        Stream<SecretNeeds.Need> bucket = SECRET_KEYS.stream()
                .filter(key -> SECRET_KEYS.indexOf(key) < 2 ? keys : keys && there.test(key))
                .map(key -> SECRET_KEYS.indexOf(key) < 2
                        ? SecretNeeds.Need.of(section(), List.of(key), "S3 needs")
                        : SecretNeeds.Need.optional(section(), key, "S3 takes"));
        Stream<SecretNeeds.Need> snowflake = tells() ? SnowflakeAccount.needs(settings).stream() : Stream.empty();
        return Stream.concat(bucket, snowflake).toList();
    }

    private String section() {
        return value("credentials").orElse(S3);
    }

    private Optional<String> value(String key) {
        return settings.get(PREFIX + key).filter(value -> !value.isBlank());
    }
}
