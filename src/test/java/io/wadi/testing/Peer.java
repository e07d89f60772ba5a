package io.wadi.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that other people wrote, for the lane {@code -Ppeers}: it stands in for the one of ours that a test talks to
 * otherwise. Each is started once, when it is first asked for, and ends with this process.
 */
public enum Peer {
    /** Snowflake: the parser is sqlglot's, and DuckDB keeps the rows. */
    FAKESNOW("fakesnow_peer.py"),
    /** S3 and Secrets Manager of AWS. */
    MOTO("moto_peer.py");

    /** What the lane sets. */
    public static final String PROPERTY = "wadi.peers";

    private static final Path FOLDER = Path.of("src/test/peers");
    private static final Path PYTHON = FOLDER.resolve(".venv/bin/python");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String script;
    private int port;

    Peer(String script) {
        this.script = script;
    }

    /** Whether this is the lane in which peers stand in. */
    public static boolean used() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** Where it listens, without a slash at the end. */
    public synchronized URI url() {
        if (port == 0) {
            port = start();
        }
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it answers, as JSON. */
    public JsonNode get(String path) {
        return ask(HttpRequest.newBuilder(url().resolve(path)).build());
    }

    /** Posts nothing there. */
    public JsonNode post(String path) {
        return ask(HttpRequest.newBuilder(url().resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** What a Python script beside the servers prints, and its complaints. */
    public static List<String> run(String script, List<String> arguments) {
        try {
            List<String> command = new ArrayList<>(
                    List.of(PYTHON.toString(), FOLDER.resolve(script).toString()));
            command.addAll(arguments);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (BufferedReader output = process.inputReader()) {
                return output.lines().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode ask(HttpRequest request) {
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its standard input stays open as long as this process lives; it takes the end of it for its own. */
    private int start() {
        try {
            Process process = new ProcessBuilder(
                            PYTHON.toString(), FOLDER.resolve(script).toString())
                    .redirectError(new File("target/" + script.replace(".py", ".log")))
                    .start();
            String line = process.inputReader().readLine();
            if (line == null) {
                throw new IllegalStateException(script + " did not start: see target/" + script.replace(".py", ".log"));
            }
            return Integer.parseInt(line);
        } catch (IOException e) {
            throw new UncheckedIOException(PYTHON + " did not start: src/test/peers/venv makes it", e);
        }
    }
}
