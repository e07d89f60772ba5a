package io.wadi.load.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.wadi.load.snowflake.PipeFile;
import io.wadi.load.snowflake.Pipes;
import io.wadi.load.snowflake.Telling;
import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Loads whose files pipes are yet to be told of. A load notes them before it commits, so that whoever comes next tells of
 * them where it could not.
 */
final class Untold {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bucket bucket;
    private final Keys keys;
    private final Pipes pipes;
    private final Deadline deadline;
    private final List<String> earlier;

    Untold(Bucket bucket, Keys keys, Pipes pipes, Deadline deadline) {
        this.bucket = bucket;
        this.keys = keys;
        this.pipes = pipes;
        this.deadline = deadline;
        this.earlier = noted();
    }

    private List<String> noted() {
        return bucket.list(keys.untold(), Integer.MAX_VALUE).stream()
                .map(key -> key.substring(keys.untold().length()))
                .toList();
    }

    void note(String loadId, List<PipeFile> files) {
        ArrayNode list = JSON.createArrayNode();
        files.forEach(file -> list.addObject()
                .put("table", file.table())
                .put("path", file.path())
                .put("size", file.size()));
        try {
            // A retry says the same.
            bucket.create(keys.untold() + loadId, JSON.writeValueAsBytes(list), "application/json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /**
     * Tells of all loads that were committed, and follows them. The loads are safe whatever becomes of it.
     *
     * @param own the load that this process has seen to
     * @param committed whether this process has committed it just now: then no earlier one can be committed any more
     * @return what went wrong, for people
     */
    List<String> tell(String own, boolean committed, Predicate<String> loaded) {
        List<String> problems = new ArrayList<>();
        for (String id : noted()) {
            try {
                if (loaded.test(id)) {
                    Telling telling = pipes.telling(keys.dataset(), read(id), deadline);
                    telling.tell();
                    bucket.delete(keys.untold() + id);
                    problems.addAll(follow(id, telling));
                } else if (committed && earlier.contains(id) && !id.equals(own)) {
                    bucket.delete(keys.untold() + id);
                }
            } catch (Cancelled e) {
                throw e;
            } catch (Failure e) {
                problems.add(safe(id, said(e) + ". The next load tells the pipes again"));
            }
        }
        return problems;
    }

    private static List<String> follow(String id, Telling telling) {
        try {
            return telling.follow().stream().map(problem -> safe(id, problem)).toList();
        } catch (Cancelled e) {
            throw e;
        } catch (Failure e) {
            return List.of(safe(id, "Snowpipe has its files and did not say how it went: " + said(e)));
        }
    }

    private static String said(Failure e) {
        return e.explanation().what()
                + e.explanation().fix().map(fix -> "; " + fix).orElse("");
    }

    private static String safe(String id, String problem) {
        return "load " + id + " is whole in S3 and committed, but not all of it is known to be in Snowflake: "
                + problem;
    }

    private List<PipeFile> read(String id) {
        List<PipeFile> files = new ArrayList<>();
        try {
            for (JsonNode file : JSON.readTree(bucket.get(keys.untold() + id).orElseGet(() -> new byte[] {'[', ']'}))) {
                files.add(new PipeFile(
                        file.path("table").asText(),
                        file.path("path").asText(),
                        file.path("size").asLong()));
            }
        } catch (IOException e) {
            throw new TerminalFailure(
                    Explanation.of("the note of its files cannot be read")
                            .at(keys.untold() + id)
                            .fix("see who wrote it; ALTER PIPE ... REFRESH makes pipes look for themselves"),
                    e);
        }
        return files;
    }
}
