package io.wadi.cli;

import com.sun.net.httpserver.HttpServer;
import io.wadi.disk.Durable;
import io.wadi.model.Pause;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code wadi warm-up}: touches what commands touch, so that the launcher's archive of classes holds it. Loads a few records
 * into databases that it throws away.
 */
@Command(name = "warm-up", hidden = true, description = "Load the classes that commands need.")
final class WarmUpCommand extends WadiCommand {
    private static final String RECORDS = """
        {"id":1,"at":"2024-01-01T10:00:00Z","amount":1.5,"name":"\\u00e4","tags":["a"],"who":{"on":true}}
        {"id":"two","at":null,"amount":2,"name":"b","tags":[],"who":{"on":false}}
        """;

    private static final Pattern POSTGRES = Pattern.compile(
            "org/postgresql/(?:core|copy|jdbc|hostchooser|util|plugin)/.*\\.class|org/postgresql/[^/]*\\.class");

    private static final String SOURCE = """
        - route:
            id: source-warm-up
            from:
              uri: wadi-source:warm-up
              steps:
                - to: {uri: "wadi-rest:pages", parameters: {url: "{{warm-up.url}}", dataSelector: $.data, paginator: cursor,
                    cursorPath: $.next, writeDisposition: merge, primaryKey: id}}
                - to: {uri: "wadi-files:lines", parameters: {path: "{{warm-up.file}}", cursor.path: amount}}
                - to: {uri: "wadi-sql:warm-up", parameters: {tables: rows, cursor: amount, cursor.onMissing: include, primaryKey: amount,
                    writeDisposition: merge}}
        """;

    private static final String PIPELINE = """
        - route:
            id: pipeline-warm-up
            from:
              uri: direct:pipeline-warm-up
              steps:
                - to: wadi-source:warm-up
                - to: wadi-load:warm-up?dataset=warm_up
        """;

    @Override
    public Integer call() throws IOException {
        Path home = Files.createTempDirectory("wadi-warm-up-");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            server.createContext("/", exchange -> {
                byte[] page = "{\"data\":[{\"id\":1},{\"id\":2}],\"next\":null}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, page.length);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(page);
                }
            });
            server.start();
            commands(home, "http://127.0.0.1:" + server.getAddress().getPort() + "/");
            return 0;
        } finally {
            server.stop(0);
            Durable.remove(home);
        }
    }

    /** What they come to does not matter; the last finds no database. */
    private static void commands(Path home, String url) throws IOException {
        Path file = home.resolve("in.jsonl");
        Files.writeString(file, RECORDS);
        Path routes = Files.createDirectories(home.resolve("routes"));
        Files.writeString(routes.resolve("source.camel.yaml"), SOURCE);
        Files.writeString(routes.resolve("pipeline.camel.yaml"), PIPELINE);
        Path tables = home.resolve("tables.duckdb");
        String database = "duckdb://" + home.resolve("out.duckdb");
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings there = new Surroundings(nobody, nobody, Map.of(), home, false, Pause.REAL);
        String work = "--work=" + home.resolve("work");
        Wadi.run(there, "copy", file.toString(), database, work);
        Wadi.run(there, "copy", file.toString(), "duckdb://" + tables, "--table=rows", work);
        Wadi.run(
                there,
                "run",
                "warm-up",
                work,
                "--destination",
                database,
                "-D",
                "warm-up.url=" + url,
                "-D",
                "warm-up.file=" + file,
                "-D",
                "connection.warm-up.url=jdbc:duckdb:" + tables);
        Wadi.run(there, "query", database, "SELECT 1");
        Wadi.run(there, "copy", "postgresql://nobody@127.0.0.1:1/none?table=none", database, work);
        postgres();
    }

    /** Its driver loads most of itself once there is a server, and here is none. */
    private static void postgres() throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(jarOf(org.postgresql.Driver.class));
                Stream<Path> files = Files.walk(jar.getPath("org/postgresql"))) {
            files.map(Path::toString)
                    .filter(file -> POSTGRES.matcher(file).matches())
                    .map(file -> file.replaceFirst("\\.class$", "").replace('/', '.'))
                    .forEach(WarmUpCommand::load);
        }
    }

    private static Path jarOf(Class<?> type) throws IOException {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void load(String type) {
        try {
            Class.forName(type, false, WarmUpCommand.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // It wants a library that is not there, and nobody will miss it.
            return;
        }
    }
}
