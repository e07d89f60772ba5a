package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Canary;
import io.wadi.testing.LoggedAtTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets with signs that mean something to somebody, in the environment of a project, and the search for them. */
final class SecretCanaries {
    static final String ODD = "+&=%2f/#{{k}}%";
    static final String TOKEN = secret("01");
    static final String PASSWORD = secret("02");
    static final String API_KEY = secret("03");
    static final String CLIENT_SECRET = secret("04");
    static final String REFRESH_TOKEN = secret("05");
    static final String DATABASE = secret("06");
    static final String SNOWFLAKE = secret("07");
    static final String S3 = secret("08");
    static final String SFTP = secret("09");
    static final String VAULT = secret("10");
    static final String MASK = secret("11");
    /** What servers give, and is as secret. */
    static final String ACCESS_TOKEN = secret("12");

    static final String IN_VAULT = secret("13");

    private static final List<String> ALL = List.of(
            TOKEN,
            PASSWORD,
            API_KEY,
            CLIENT_SECRET,
            REFRESH_TOKEN,
            DATABASE,
            SNOWFLAKE,
            S3,
            SFTP,
            VAULT,
            MASK,
            ACCESS_TOKEN,
            IN_VAULT);

    /** Whole, and what of each nobody encodes: a part of one is as bad. */
    private static final List<Canary> CANARIES = ALL.stream()
            .flatMap(secret -> Stream.of(secret, secret.substring(0, secret.length() - ODD.length())))
            .map(Canary::new)
            .toList();

    private SecretCanaries() {}

    private static String secret(String number) {
        return "Kanarie7s" + number + ODD;
    }

    /** Where everybody looks first. */
    static Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CRM_TOKEN", TOKEN);
        variables.put("CRM_USERNAME", "ann");
        variables.put("CRM_PASSWORD", PASSWORD);
        variables.put("CRM_API_KEY", API_KEY);
        variables.put("CRM_CLIENT_ID", "wadi");
        variables.put("CRM_CLIENT_SECRET", CLIENT_SECRET);
        variables.put("CRM_REFRESH_TOKEN", REFRESH_TOKEN);
        variables.put("SHOP_PASSWORD", DATABASE);
        variables.put("SNOWFLAKE_PASSWORD", SNOWFLAKE);
        variables.put("S3_ACCESS_KEY_ID", "AKIALAKE");
        variables.put("S3_SECRET_ACCESS_KEY", S3);
        variables.put("DROP_PASSWORD", SFTP);
        variables.put("DROP_ACCESS_KEY_ID", "AKIADROP");
        variables.put("DROP_SECRET_ACCESS_KEY", S3);
        variables.put("VAULT_ACCESS_KEY_ID", "AKIAVAULT");
        variables.put("VAULT_SECRET_ACCESS_KEY", VAULT);
        variables.put("WADI_MASK_KEY", MASK);
        return variables;
    }

    /** A pipeline {@code events} and these variables. */
    static Project project(Path home) {
        Project project = Planted.project(home);
        project.environment.putAll(environment());
        return project;
    }

    /** Its source, with one step. */
    static void source(Project project, String uri, String... parameters) {
        Planted.source(project, false, uri, String.join("\n", parameters) + "\n");
    }

    /** What a command leaves, of which nothing is a secret. */
    static Outcome see(Project project, String... command) {
        List<String> args = new ArrayList<>(List.of(command));
        if (command[0].equals("run") && !args.contains("--destination")) {
            args.addAll(List.of("--destination", "duckdb://" + project.database));
        }
        args.add("--verbose");
        try (LoggedAtTrace log = new LoggedAtTrace()) {
            Outcome outcome = project.wadi(args.toArray(String[]::new));
            assertThat(outcome.err()).doesNotContain("Wadi failed in a way it should not");
            nothingIsFound(project, log, List.of(outcome));
            return outcome;
        }
    }

    private static void nothingIsFound(Project project, LoggedAtTrace log, List<Outcome> outcomes) {
        List<String> found = new ArrayList<>(in("log", Canary.hay(log.text())));
        outcomes.forEach(outcome -> found.addAll(in("printed", Canary.hay(outcome.out() + outcome.err()))));
        found.addAll(in("table", Planted.tables(project)));
        found.addAll(in("arguments", Canary.hay(arguments())));
        found.addAll(onDisk(project.home));
        assertThat(found.stream().map(hit -> hit.substring(0, Math.min(600, hit.length()))))
                .isEmpty();
    }

    private static String arguments() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .map(process -> String.join(" ", process.info().arguments().orElse(new String[0])))
                .collect(Collectors.joining("\n"));
    }

    /** But what a test wrote there as an operator would. */
    private static List<String> onDisk(Path home) {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName()
                            .toString()
                            .matches("(secrets|application).properties|.*\\.camel\\.yaml"))
                    .flatMap(file -> {
                        try {
                            return in(file.toString(), Canary.hay(Files.readAllBytes(file))).stream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> in(String where, String hay) {
        return CANARIES.stream()
                .flatMap(canary -> canary.in(hay).stream())
                .map(hit -> where + ": " + hit)
                .toList();
    }
}
