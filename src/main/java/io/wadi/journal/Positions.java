package io.wadi.journal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.disk.Durable;
import io.wadi.model.FileMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a resource may be gone on with: beside its journal, a line for each place that was reached. A line counts where the
 * pages that it speaks of are in the journal, so neither file needs to be synced before the other.
 */
public final class Positions implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private Optional<FileChannel> channel = Optional.empty();

    /**
     * A place.
     *
     * @param pages of the journal before it
     * @param records in these
     * @param at as the resource calls it
     * @param files that were read since the place before
     */
    public record Position(int pages, long records, String at, Map<String, FileMark> files) {
        public Position {
            requireNonNull(at);
            files = Map.copyOf(files);
        }
    }

    /** @param kept of an earlier attempt; none to begin anew */
    public Positions(Path journal, List<Position> kept) {
        this.file = beside(journal);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Durable.failure("write", file, e);
        }
        kept.forEach(this::note);
    }

    private static Path beside(Path journal) {
        return journal.resolveSibling(journal.getFileName() + ".positions");
    }

    /** Those that were noted, in their order; what a crash tore off is left out. */
    public static List<Position> of(Path journal) {
        Path file = beside(journal);
        List<Position> all = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return all;
        }
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            for (String line : whole.lines().toList()) {
                JsonNode node = JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1));
                Map<String, FileMark> files = new HashMap<>();
                for (Map.Entry<String, JsonNode> each : node.path("files").properties()) {
                    files.put(each.getKey(), mark(each.getValue()));
                }
                all.add(new Position(
                        node.required("pages").asInt(),
                        node.required("records").asLong(),
                        node.required("at").asText(),
                        files));
            }
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // What came before the damage counts.
            return all;
        }
        return all;
    }

    private static FileMark mark(JsonNode node) {
        return new FileMark(
                node.required("size").asLong(),
                Instant.parse(node.required("modified").asText()),
                node.required("checksum").asText());
    }

    /** Adds a place. */
    public void note(Position position) {
        ObjectNode node = JSON.createObjectNode()
                .put("pages", position.pages())
                .put("records", position.records())
                .put("at", position.at());
        position.files()
                .forEach((path, mark) -> node.withObject("/files")
                        .withObjectProperty(path)
                        .put("size", mark.size())
                        .put("modified", mark.modified().toString())
                        .put("checksum", mark.checksum()));
        ByteBuffer line = ByteBuffer.wrap((node + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            FileChannel open = channel.isPresent() ? channel.get() : Durable.open(file);
            channel = Optional.of(open);
            while (line.hasRemaining()) {
                open.write(line);
            }
        } catch (IOException e) {
            throw Durable.failure("write", file, e);
        }
    }

    /** Whether none was noted. */
    public boolean isEmpty() {
        return channel.isEmpty();
    }

    @Override
    public void close() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            // What was not written is not gone on with.
            return;
        }
    }

    /** They are of no use once all resources are extracted. */
    public static void remove(Path journal) {
        try {
            Files.deleteIfExists(beside(journal));
        } catch (IOException e) {
            throw Durable.failure("remove", beside(journal), e);
        }
    }
}
