package io.wadi.extract.files;

import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** One JSON value a line, as it comes out of a stream: for what cannot be read again at a position, unlike {@link JsonLines}. */
final class LineStream implements Pages {
    private static final int LONGEST_LINE = 512 << 20;

    private final InputStream in;
    private final String file;
    private final Deadline deadline;
    private final int block;
    private byte[] held = {};
    private int at;
    /** What was read behind the last line end of the block. */
    private byte[] rest = {};

    private long line = 1;
    private boolean ended;

    /** @param in text in UTF-8, without a byte order mark */
    LineStream(InputStream in, String file, Deadline deadline, int block) {
        this.in = in;
        this.file = file;
        this.deadline = deadline;
        this.block = block;
    }

    @Override
    public Optional<Page> next() {
        try {
            while (at < held.length || fill()) {
                deadline.check();
                Lines lines = Lines.count(held, at, held.length);
                int from = at;
                long first = line;
                at = lines.end();
                line += lines.lines();
                if (lines.records() > 0) {
                    Origin origin = new Origin(file, "line", first);
                    return Optional.of(new JsonPage(held, from, at, lines.records(), origin, Optional.empty()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailures.unreadable(file + ", after line " + (line - 1), e);
        }
    }

    /** Pages keep their block: each is an array of its own. */
    private boolean fill() throws IOException {
        byte[] bytes = rest;
        int length = rest.length;
        int end = 0;
        while (!ended && end == 0) {
            if (length >= LONGEST_LINE) {
                throw new TerminalFailure(Explanation.of("a line is longer than " + (LONGEST_LINE >> 20) + " MB")
                        .at(file + ", line " + line)
                        .fix("check that the file has one JSON value a line"));
            }
            bytes = Arrays.copyOf(bytes, length + Math.max(block, length));
            int read = in.readNBytes(bytes, length, bytes.length - length);
            ended = read < bytes.length - length;
            length += read;
            end = length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
        }
        end = ended ? length : end;
        held = Arrays.copyOf(bytes, end);
        rest = Arrays.copyOfRange(bytes, end, length);
        at = 0;
        return held.length > 0;
    }

    @Override
    public void close() {
        FileFailures.close(in);
    }
}
