package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.samples.SampleServices;
import io.wadi.samples.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md and docs/ tell a reader to type works as it stands there. */
class DocsTest {
    private static final Path HOME =
            Path.of(System.getProperty("wadi.home", ".")).toAbsolutePath();
    private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern ROUTES = Pattern.compile("(?s)```yaml\n# (routes/\\S+)\n(.*?)```");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)]*)?\\)");

    /** Commands that are not run here, and why. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "./wadi samples", "runs until it is stopped; the services run in this test instead",
            "./wadi demo", "starts services as a process of their own; CI runs it before the tests");

    @TempDir
    Path home;

    @Test
    void everyCommandWorks() throws IOException {
        Project project = project();
        try (SampleServices services = SampleServices.start(Shop.start(), line -> {})) {
            project.file("work/samples.properties", lines(services.settings()))
                    .file("work/samples.secrets.properties", lines(services.secrets()))
                    .file("in.jsonl", "{\"id\": 1, \"tags\": [\"a\"]}\n{\"id\": 2}\n");
            List<String> ran = new ArrayList<>();
            for (Path page : pages()) {
                for (String command : commands(page)) {
                    if (command.startsWith("./wadi ") && !NOT_RUN.containsKey(command)) {
                        Outcome outcome = project.wadi(words(command.substring("./wadi ".length())
                                .replace("/tmp/", home + "/")
                                .replace("wadi-demo.duckdb", project.database.toString())));
                        assertThat(outcome.code())
                                .as("%s of %s: %s", command, page, outcome.err())
                                .isZero();
                        ran.add(command);
                    }
                }
            }
            assertThat(ran).hasSizeGreaterThan(3);
        }
    }

    @Test
    void whatIsNotRunIsStillWritten() throws IOException {
        List<String> written = new ArrayList<>();
        for (Path page : pages()) {
            written.addAll(commands(page));
        }
        assertThat(written).containsAll(NOT_RUN.keySet());
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            for (Matcher link = LINK.matcher(Files.readString(page)); link.find(); links++) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    dead.add(HOME.relativize(page) + ": " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(5);
    }

    /** The routes of this checkout, and those that the pages tell a reader to write. */
    private Project project() throws IOException {
        Project project = new Project(home);
        project.environment.put("DUCKDB_FILE", project.database.toString());
        Path routes = HOME.resolve("src/main/resources/routes");
        for (Path file : files(routes, ".camel.")) {
            project.file("routes/" + routes.relativize(file), Files.readString(file));
        }
        for (Path page : pages()) {
            for (Matcher file = ROUTES.matcher(Files.readString(page)); file.find(); ) {
                project.file(file.group(1), file.group(2));
            }
        }
        return project;
    }

    private static List<Path> pages() throws IOException {
        return Stream.concat(Stream.of(HOME.resolve("README.md")), files(HOME.resolve("docs"), ".md").stream())
                .toList();
    }

    private static List<Path> files(Path folder, String part) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && String.valueOf(file.getFileName()).contains(part))
                    .sorted()
                    .toList();
        }
    }

    /** One a line, without the comments behind them. */
    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        for (Matcher block = COMMANDS.matcher(Files.readString(page)); block.find(); ) {
            block.group(1)
                    .lines()
                    .map(line -> line.replaceFirst("\\s+#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(commands::add);
        }
        return commands;
    }

    /** As a shell has them: what stands in double quotes is one. */
    private static String[] words(String command) {
        return Pattern.compile("\"([^\"]*)\"|\\S+")
                .matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
