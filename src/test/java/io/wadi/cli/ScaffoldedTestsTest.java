package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.ChildJvm;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The tests that {@code ./wadi new} writes compile without a warning, pass, and fail when a route is another. */
class ScaffoldedTestsTest {
    @TempDir
    Path home;

    @Test
    void compileAndPassAndCanFail() throws Exception {
        Files.createDirectories(home.resolve("src/test/java"));
        Files.createDirectories(home.resolve("src/main/resources/routes"));
        Project project = new Project(home);
        for (String from : List.of("rest", "sql", "files", "hubspot")) {
            String to = from.equals("sql") ? "s3" : from.equals("rest") ? "snowflake" : "duckdb";
            assertThat(project.wadi("new", "my-" + from, "--from", from, "--to", to)
                            .out())
                    .contains("src/test/java/io/wadi/routes/My");
        }
        compile();

        assertThat(run("MyRest", "MySql", "MyFiles", "MyHubspot")).isEqualTo("4 passed, 0 failed");

        Path route = home.resolve("src/main/resources/routes/sources/my-files.camel.yaml");
        Files.writeString(route, Files.readString(route).replace("dataType: text", "dataType: bigint"));
        assertThat(run("MyFiles")).startsWith("0 passed, 1 failed").contains("1 501 19.9");
    }

    private void compile() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> written = Files.walk(home.resolve("src/test/java"))) {
            List<Path> sources =
                    written.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSize(4);
            List<String> options = List.of(
                    "-proc:none",
                    "-Xlint:all,-processing,-serial,-classfile,-try,-path",
                    "-Werror",
                    "-d",
                    home.resolve("classes").toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private String run(String... tests) {
        ChildJvm child = ChildJvm.start(
                List.of("-Dwadi.home=" + home),
                Tests.class,
                Stream.concat(Stream.of(home.resolve("classes").toString()), Stream.of(tests))
                        .toArray(String[]::new));
        String line = child.line();
        child.end();
        return line;
    }

    /** Runs them, with the routes of the project that they were written for. */
    static final class Tests {
        private Tests() {}

        /** The folder of their classes, then how they begin. */
        public static void main(String... arguments) throws Exception {
            URLClassLoader classes =
                    new URLClassLoader(new URL[] {Path.of(arguments[0]).toUri().toURL()}, Tests.class.getClassLoader());
            Thread.currentThread().setContextClassLoader(classes);
            SummaryGeneratingListener summary = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(Stream.of(arguments)
                                            .skip(1)
                                            .map(test -> DiscoverySelectors.selectClass(
                                                    "io.wadi.routes." + test + "RouteTest"))
                                            .toList())
                                    .build(),
                            summary);
            System.out.println(summary.getSummary().getTestsSucceededCount() + " passed, "
                    + summary.getSummary().getTestsFailedCount() + " failed"
                    + summary.getSummary().getFailures().stream()
                            .map(failure -> ": "
                                    + String.valueOf(failure.getException()).replaceAll("\\s+", " "))
                            .collect(Collectors.joining()));
            System.exit(0);
        }
    }
}
