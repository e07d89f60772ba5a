package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.config.TimeSpan;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a project keeps its runs.
 *
 * @param url of a PostgreSQL server, empty for a file
 * @param file used without a url
 * @param keepRuns how long those are known that have ended
 * @param keepLogs no longer than runs
 */
record StoreSettings(Optional<String> url, Path file, Secrets secrets, Duration keepRuns, Duration keepLogs) {
    static final String URL = "wadi.store.url";
    static final String KEEP_RUNS = "wadi.store.keep-runs";
    static final String KEEP_LOGS = "wadi.store.keep-logs";
    /** The section of the secrets. */
    private static final String SECTION = "store";

    private static final String FILE = "runs.sqlite";
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&]password=|://[^/?#]*:[^/?#@]*@");

    StoreSettings {
        requireNonNull(url);
        requireNonNull(file);
        requireNonNull(secrets);
        requireNonNull(keepRuns);
        requireNonNull(keepLogs);
    }

    /** @throws ConfigurationFailure when the store is none that there is */
    static StoreSettings of(Surroundings surroundings, ProjectOptions project) {
        Settings settings = project.settings(surroundings);
        Optional<String> url = settings.get(URL).map(String::strip).filter(text -> !text.isEmpty());
        url.ifPresent(text -> check(text, settings));
        return new StoreSettings(
                url,
                project.work.directory(surroundings).resolve(FILE),
                project.secrets(surroundings),
                span(settings, KEEP_RUNS, Duration.ofDays(180)),
                span(settings, KEEP_LOGS, Duration.ofDays(30)));
    }

    private static Duration span(Settings settings, String key, Duration usual) {
        Optional<String> text = settings.get(key).filter(said -> !said.isBlank());
        try {
            return text.map(String::strip).map(TimeSpan::parse).orElse(usual);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of(key + " is '" + text.orElse("") + "'")
                    .at(settings.all(key).get(0).from())
                    .fix("a time, as in 180d or 12h"));
        }
    }

    private static void check(String url, Settings settings) {
        String place = settings.all(URL).get(0).from();
        if (PASSWORD.matcher(url).find()) {
            throw new ConfigurationFailure(Explanation.of(URL + " has a password in it")
                    .at(place)
                    .fix("take it out, and set store.password in the secrets, or STORE_PASSWORD in the environment"));
        }
        if (!url.startsWith(POSTGRES)) {
            throw new ConfigurationFailure(Explanation.of(URL + " is '" + url + "', which is no PostgreSQL")
                    .at(place)
                    .fix("as in jdbc:postgresql://host/database; without it runs are kept in the file " + FILE
                            + " of the working directory"));
        }
    }

    /** Makes its tables where there are none. */
    RunStore open() {
        return url.map(address ->
                        RunStore.postgres(address, secrets.find(SECTION, "user"), secrets.find(SECTION, "password")))
                .orElseGet(() -> RunStore.file(file));
    }

    /** Empty where nothing was ever kept. */
    Optional<RunStore> openExisting() {
        return url.isPresent() || Files.exists(file) ? Optional.of(open()) : Optional.empty();
    }
}
