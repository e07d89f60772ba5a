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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md, docs/ and skills/ tell a reader to type works as it stands there. */
class DocsTest {
    private static final Path HOME =
            Path.of(System.getProperty("wadi.home", ".")).toAbsolutePath();
    private static final Pattern STEPS = Pattern.compile("(?s)```(?:sh|diff)\n(.*?)```");
    private static final String EDIT = "# routes/";
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
            start(project, services);
            int ran = 0;
            for (Path page : pages()) {
                for (String step : steps(page)) {
                    ran += take(project, page, step) ? 1 : 0;
                }
            }
            assertThat(ran).isGreaterThan(3);
        }
    }

    @Test
    void theEditThatAddsATableBringsItsRowsAndLeavesTheOthers() throws IOException {
        Project project = project();
        Path page = HOME.resolve("docs/add-a-pipeline.md");
        List<String> steps =
                steps(page).stream().filter(step -> step.contains("stock")).toList();
        assertThat(steps).hasSize(3);
        Shop shop = Shop.start();
        try (SampleServices services = SampleServices.start(shop, line -> {})) {
            start(project, services);
            take(project, page, steps.get(0));
            List<String> products = project.contents().get("\"stock\".\"products\"");
            assertThat(products).hasSize(shop.truth().get("products").intValue());
            assertThat(project.contents()).doesNotContainKey("\"stock\".\"product_prices\"");

            take(project, page, steps.get(1));
            take(project, page, steps.get(2));
            Map<String, List<String>> after = project.contents();
            assertThat(after.get("\"stock\".\"product_prices\""))
                    .hasSize(shop.truth().get("product_prices").intValue());
            assertThat(after).containsEntry("\"stock\".\"products\"", products);
        }
    }

    @Test
    void aPartOfASamplesPastIsLoadedAloneAndLeavesTheCursor() throws IOException {
        Project project = project();
        Shop shop = Shop.start();
        try (SampleServices services = SampleServices.start(shop, line -> {})) {
            start(project, services);
            String run = "./wadi run products --profile samples --destination duckdb";
            Path page = HOME.resolve("docs/deployments.md");
            take(project, page, run + " -p start=2026-01-01 -p end=2026-02-01");
            assertThat(project.query("SELECT min(updated_at) >= '2026-01-01' AND max(updated_at) < '2026-02-01'"
                            + " FROM shop.products"))
                    .containsExactly("true");
            take(project, page, run);
            assertThat(project.query("SELECT count(*) FROM shop.products"))
                    .containsExactly(String.valueOf(shop.truth().get("products")));
        }
    }

    @Test
    void whatIsNotRunIsStillWritten() throws IOException {
        List<String> written = new ArrayList<>();
        for (Path page : pages()) {
            written.addAll(steps(page));
        }
        assertThat(written).containsAll(NOT_RUN.keySet());
    }

    @Test
    void aSkillSaysWhatItIsForUnderTheNameOfItsFolder() throws IOException {
        List<Path> skills = files(HOME.resolve("skills"), "SKILL.md");
        assertThat(skills).isNotEmpty();
        for (Path skill : skills) {
            assertThat(Files.readString(skill))
                    .startsWith("---\nname: " + skill.getParent().getFileName() + "\ndescription: ");
        }
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

    /** A reader may have variables of real services: what is tried on the samples meets none of them. */
    private static void start(Project project, SampleServices services) {
        project.environment.putAll(Map.of(
                "HUBSPOT_URL", "http://127.0.0.1:1",
                "HUBSPOT_TOKEN", "real",
                "CONNECTION_SHOP_URL", "jdbc:postgresql://127.0.0.1:1/real",
                "CONNECTION_SHOP_CREDENTIALS", "warehouse"));
        project.file("work/samples.properties", lines(services.settings()))
                .file("work/samples.secrets.properties", lines(services.secrets()))
                .file("orders/2026/orders.csv", "id,zip\n1,00501\n")
                .file("in.jsonl", "{\"id\": 1, \"tags\": [\"a\"]}\n{\"id\": 2}\n");
    }

    /** Does what a reader would: edits a file, or types a command; whether it was a command that this test runs. */
    private boolean take(Project project, Path page, String step) throws IOException {
        if (step.startsWith(EDIT)) {
            edit(step);
        }
        if (!step.startsWith("./wadi ") || NOT_RUN.containsKey(step)) {
            return false;
        }
        Outcome outcome = project.wadi(words(step.substring("./wadi ".length())
                .replace("/tmp/", home + "/")
                .replace("wadi-demo.duckdb", project.database.toString())));
        assertThat(outcome.code()).as("%s of %s: %s", step, page, outcome.err()).isZero();
        return true;
    }

    /** The first line names the file; below it, lines with a minus go, those with a plus come, others stay. */
    private void edit(String step) throws IOException {
        Path file = home.resolve(step.lines().findFirst().orElseThrow().substring("# ".length()));
        String text = Files.readString(file);
        String before = side(step, '+');
        assertThat(text).as("%s, to be edited", file).containsOnlyOnce(before);
        Files.writeString(file, text.replace(before, side(step, '-')));
    }

    /** What of an edit does not begin with that. */
    private static String side(String step, char without) {
        return step.lines()
                .skip(1)
                .filter(line -> line.charAt(0) != without)
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining());
    }

    /** The routes of this checkout, but those that the pages make, as a reader may have; and those that are to be written. */
    private Project project() throws IOException {
        Project project = new Project(home);
        project.environment.put("DUCKDB_FILE", project.database.toString());
        Path routes = HOME.resolve("src/main/resources/routes");
        Set<String> made = new TreeSet<>();
        for (Path page : pages()) {
            steps(page).stream()
                    .filter(step -> step.startsWith("./wadi new "))
                    .forEach(step -> made.add(step.split(" ")[2]));
        }
        for (Path file : files(routes, ".camel.")) {
            if (!made.contains(file.getFileName().toString().replaceFirst("\\.camel\\..*", ""))) {
                project.file("routes/" + routes.relativize(file), Files.readString(file));
            }
        }
        project.file(
                "deployments.yaml",
                Files.readString(HOME.resolve("deployments.yaml"))
                        .replaceAll("  - name: (" + String.join("|", made) + ")-daily\n(    .*\n)*", ""));
        for (Path page : pages()) {
            for (Matcher file = ROUTES.matcher(Files.readString(page)); file.find(); ) {
                project.file(file.group(1), file.group(2));
            }
        }
        return project;
    }

    private static List<Path> pages() throws IOException {
        return Stream.of(
                        List.of(HOME.resolve("README.md")),
                        files(HOME.resolve("docs"), ".md"),
                        files(HOME.resolve("skills"), ".md"))
                .flatMap(List::stream)
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

    /** In their order: edits of files whole, commands one a line without the comments behind them. */
    private static List<String> steps(Path page) throws IOException {
        List<String> steps = new ArrayList<>();
        for (Matcher block = STEPS.matcher(Files.readString(page)); block.find(); ) {
            String text = block.group(1);
            if (text.startsWith(EDIT)) {
                steps.add(text);
            } else {
                text.lines()
                        .map(line -> line.replaceFirst("\\s+#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(steps::add);
            }
        }
        return steps;
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
