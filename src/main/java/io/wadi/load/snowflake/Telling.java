package io.wadi.load.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.Deadline;
import io.wadi.model.Pause;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The files of a load on their way through pipes: told of, then followed to the end of each. */
public final class Telling {
    /** Snowpipe takes no more in one request. */
    static final int MOST_FILES = 5_000;

    /** Reports are kept for ten minutes. */
    static final Duration BETWEEN = Duration.ofSeconds(10);
    /** Of a file that Snowpipe knew before it says nothing. */
    static final Duration SILENCE = Duration.ofMinutes(20);

    private final PipeApi api;
    private final Map<String, Set<String>> waiting = new LinkedHashMap<>();
    private final Map<String, List<PipeFile>> files = new LinkedHashMap<>();
    private final Map<String, String> marks = new HashMap<>();
    private final List<String> unmatched = new ArrayList<>();
    private final InstantSource clock;
    private final Pause pause;
    private final Deadline deadline;

    /** @param pipe the name of a file's, with its database and schema */
    Telling(
            PipeApi api,
            Function<PipeFile, String> pipe,
            List<PipeFile> files,
            InstantSource clock,
            Pause pause,
            Deadline deadline) {
        this.api = api;
        this.clock = clock;
        this.pause = pause;
        this.deadline = deadline;
        for (PipeFile file : files) {
            this.files
                    .computeIfAbsent(pipe.apply(file), name -> new ArrayList<>())
                    .add(file);
        }
    }

    /** Snowpipe has noted them all when this returns. To be told twice does no harm: a pipe loads a file once. */
    public void tell() {
        files.forEach((pipe, all) -> {
            Set<String> left = new LinkedHashSet<>();
            all.forEach(file -> left.add(file.path()));
            for (int from = 0; from < all.size(); from += MOST_FILES) {
                List<PipeFile> some = all.subList(from, Math.min(from + MOST_FILES, all.size()));
                for (JsonNode skipped :
                        api.post(pipe, "insertFiles", body(some)).path("unmatchedPatternFiles")) {
                    unmatched.add("pipe " + pipe + " does not take file " + skipped.asText()
                            + ", by its PATTERN; make it anew as ./wadi snowpipe ddl prints it");
                    left.remove(skipped.asText());
                }
            }
            waiting.put(pipe, left);
        });
    }

    private static String body(List<PipeFile> files) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("files");
        for (PipeFile file : files) {
            ObjectNode each = list.addObject().put("path", file.path());
            if (file.size() > 0) {
                each.put("size", file.size());
            }
        }
        return body.toString();
    }

    /**
     * Asks until each file is loaded, has an error, or Snowpipe has been silent for long.
     *
     * @return what went wrong, for people, a sentence each
     */
    public List<String> follow() {
        List<String> problems = new ArrayList<>(unmatched);
        Instant news = clock.instant();
        while (true) {
            int before = left();
            for (Map.Entry<String, Set<String>> pipe : waiting.entrySet()) {
                if (!pipe.getValue().isEmpty()) {
                    report(pipe.getKey(), pipe.getValue(), problems);
                }
            }
            Instant now = clock.instant();
            news = left() < before ? now : news;
            if (left() == 0) {
                return problems;
            }
            if (Duration.between(news, now).compareTo(SILENCE) >= 0) {
                problems.add(silent());
                return problems;
            }
            pause.pause(BETWEEN, deadline);
        }
    }

    private int left() {
        return waiting.values().stream().mapToInt(Set::size).sum();
    }

    private String silent() {
        StringBuilder text = new StringBuilder("Snowpipe took these files and did not say within " + SILENCE.toMinutes()
                + " minutes that they are loaded:");
        waiting.forEach((pipe, paths) -> new TreeSet<>(paths)
                .stream()
                        .limit(3)
                        .forEach(path -> text.append(" ")
                                .append(path)
                                .append(" by pipe ")
                                .append(pipe)
                                .append(";")));
        return text.append(left() > 3 ? " " + left() + " in all;" : "")
                .append(" see SELECT SYSTEM$PIPE_STATUS(...) and COPY_HISTORY of the table")
                .toString();
    }

    private void report(String pipe, Set<String> paths, List<String> problems) {
        String mark = marks.getOrDefault(pipe, "");
        JsonNode report = api.get(
                pipe,
                "insertReport",
                mark.isEmpty() ? "" : "&beginMark=" + URLEncoder.encode(mark, StandardCharsets.UTF_8));
        // What was missed since the mark is in a report without one, which goes back ten minutes.
        boolean complete = report.path("completeResult").asBoolean(true);
        marks.put(pipe, complete ? report.path("nextBeginMark").asText("") : "");
        for (JsonNode file : report.path("files")) {
            String path = known(paths, file.path("path").asText());
            String status = file.path("status").asText();
            if (status.equals("LOAD_IN_PROGRESS") || !paths.remove(path)) {
                continue;
            }
            if (!status.equals("LOADED") || file.path("errorsSeen").asLong() > 0) {
                problems.add(problem(pipe, path, status, file));
            }
        }
    }

    /** It may come with the folder of the stage before it. */
    private static String known(Set<String> paths, String reported) {
        return paths.contains(reported)
                ? reported
                : paths.stream()
                        .filter(path -> reported.endsWith("/" + path))
                        .findFirst()
                        .orElse(reported);
    }

    private static String problem(String pipe, String path, String status, JsonNode file) {
        String why = file.path("firstError").asText(file.path("systemError").asText("no reason given"));
        String line = file.path("firstErrorLineNum").isNumber()
                ? ", line " + file.path("firstErrorLineNum").asLong()
                : "";
        String column = file.path("firstErrorColumnName").isTextual()
                ? ", column " + file.path("firstErrorColumnName").textValue()
                : "";
        return "pipe " + pipe + " did not load file " + path + " (" + status + "): " + why + line + column
                + "; correct the table or the pipe, then ALTER PIPE " + pipe + " REFRESH";
    }
}
