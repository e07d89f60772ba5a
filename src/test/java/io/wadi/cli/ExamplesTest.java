package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.config.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of docs/examples does what it says, on servers of this machine. */
class ExamplesTest {
    private static final String END = ".camel.yaml";

    /** Starts what an example reads, runs it, and looks at the rows of each of its resources. */
    interface Scenario {
        void of(Example example) throws Exception;
    }

    @TempDir
    Path home;

    @ParameterizedTest
    @MethodSource("names")
    void itLoadsWhatItSays(String name) throws Exception {
        Scenario scenario = scenarios().get(name);
        assertThat(scenario)
                .as(
                        "nothing runs docs/examples/%s%s: add a scenario with its name to one of the classes *Examples here,"
                                + " which starts what it reads and asserts the rows of each resource",
                        name, END)
                .isNotNull();
        try (Example example = new Example(home, name)) {
            scenario.of(example);
        }
    }

    @Test
    void noneIsMissing() throws IOException {
        assertThat(names()).containsExactlyInAnyOrderElementsOf(scenarios().keySet());
    }

    @Test
    void theyMayAllStandInOneProject() {
        assertThat(RouteFiles.read(Example.FOLDER).problems()).isEmpty();
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(Example.FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(END))
                    .map(name -> name.replace(END, ""))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        scenarios.putAll(RestExamples.ALL);
        scenarios.putAll(RestTableExamples.ALL);
        scenarios.putAll(SqlExamples.ALL);
        scenarios.putAll(FileExamples.ALL);
        scenarios.putAll(LoadExamples.ALL);
        return scenarios;
    }
}
