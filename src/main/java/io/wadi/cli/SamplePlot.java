package io.wadi.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wadi.disk.Durable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Every way of writing, from a source whose time is told: what is appended and the files are more each time, the others
 * have rows that changed, came and went, with lists below them, and get a column.
 */
final class SamplePlot implements Plot {
    private static final String ROUTES = "/prove/routes/";
    private static final List<String> FILES = List.of("sources/prove.camel.yaml", "pipelines/prove.camel.yaml");
    private static final List<String> TABLES =
            List.of("append", "replace", "delete_insert", "upsert", "insert_only", "scd2", "cdc", "files");
    private static final int PAGE = 40;

    private final Path home;
    private final List<String> resources;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "wadi-prove-source");
        thread.setDaemon(true);
        return thread;
    });

    /** @param resources those that are loaded, where the destination does not take all */
    SamplePlot(Path home, List<String> resources) {
        this.home = home;
        this.resources = resources;
        FILES.forEach(this::route);
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer takes 40 ms
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", SamplePlot::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void route(String name) {
        Path file = home.resolve("routes").resolve(name);
        Durable.directories(home.resolve("routes").resolve(name.replaceFirst("/.*", "")));
        try (InputStream in = SamplePlot.class.getResourceAsStream(ROUTES + name)) {
            Durable.write(file, Optional.ofNullable(in).orElseThrow().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public String pipeline() {
        return "prove";
    }

    @Override
    public int times() {
        return 3;
    }

    @Override
    public List<String> at(Path folder, int time) {
        Path in = folder.resolve("in");
        try {
            Files.createDirectories(in);
            for (int i = 1; i <= time; i++) {
                Path file = in.resolve("day-" + i + ".jsonl");
                if (!Files.exists(file) && !Files.exists(folder.resolve("done/day-" + i + ".jsonl"))) {
                    Files.writeString(file, lines(i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                "prove.url=http://127.0.0.1:" + server.getAddress().getPort() + "/" + time,
                "-D",
                "prove.files=" + folder));
        if (!resources.isEmpty()) {
            arguments.addAll(List.of("--resources", String.join(",", resources)));
        }
        return arguments;
    }

    private static String lines(int day) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PAGE; i++) {
            lines.append("{\"id\":").append(day * 1000 + i).append(",\"tags\":[\"a\",\"b\"]}\n");
        }
        return lines.toString();
    }

    @Override
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        TABLES.stream()
                .filter(table -> resources.isEmpty() || resources.contains(table))
                .forEach(table -> columns.put(table.replace('_', '-'), "prove." + table));
        return columns;
    }

    /** {@code /TIME/TABLE?page=N}. */
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            int page = Integer.parseInt(query.replaceFirst("(?s).*page=(\\d+).*", "$1"));
            List<String> records = records(path[2], Integer.parseInt(path[1]));
            int from = Math.min(records.size(), (page - 1) * PAGE);
            int pages = (records.size() + PAGE - 1) / PAGE;
            byte[] body = ("{\"pages\":" + pages + ",\"records\":["
                            + String.join(",", records.subList(from, Math.min(records.size(), from + PAGE))) + "]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static List<String> records(String table, int time) {
        if (table.equals("append")) {
            return IntStream.rangeClosed(1, time * 2 * PAGE)
                    .mapToObj(id -> "{\"id\":" + id + ",\"email\":\"p" + id + "@example.org\",\"lines\":[{\"n\":" + id
                            + "},{\"n\":" + -id + "}]}")
                    .toList();
        }
        // At each time the first 20 are gone, some change, and 30 come.
        return IntStream.range((time - 1) * 20, 70 + time * 30)
                .mapToObj(id -> record(id, time))
                .toList();
    }

    private static String record(int id, int time) {
        int version = id % 3 == 0 ? time : 1;
        return "{\"id\":" + id + ",\"name\":\"n" + id + "v" + version + "\",\"amount\":" + id + "." + version
                + (time > 1 && version > 1 ? ",\"since_" + time + "\":\"day " + time + "\"" : "")
                + ",\"lines\":[{\"n\":" + id + ",\"of\":{\"v\":" + version + "}},{\"n\":" + (id + version) + "}]}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
