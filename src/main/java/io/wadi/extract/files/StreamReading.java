package io.wadi.extract.files;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Pages;
import io.wadi.model.TransientFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** How CSV and JSON lines are read that come out of a stream, once, whoever opened it; also with gzip or zstd. */
public record StreamReading(FileFormat format, CsvOptions csv) {
    public StreamReading {
        requireNonNull(csv);
        if (format != FileFormat.CSV && format != FileFormat.JSONL) {
            throw new IllegalArgumentException(format + " is no text of lines");
        }
    }

    /** The same for text that was made of characters: whatever it was encoded in before, it is UTF-8. */
    public StreamReading decoded() {
        return new StreamReading(
                format,
                new CsvOptions(
                        csv.delimiter(), csv.quote(), csv.header(), csv.names(), csv.nullText(), Optional.empty()));
    }

    /**
     * Begins to read.
     *
     * @param where the stream, for messages
     * @param warn takes what the user should know of the data
     */
    public Pages open(InputStream in, String where, Extraction extraction, Consumer<String> warn) {
        try {
            InputStream text = Utf8Text.of(Compression.unpacked(new Passing(in, where)), csv.encoding());
            return format == FileFormat.JSONL
                    ? new LineStream(text, where, extraction.deadline(), JsonLines.BLOCK)
                    : new CsvPages(
                            text,
                            csv,
                            FileReading.types(extraction.hints()),
                            Optional.empty(),
                            where,
                            extraction.deadline(),
                            warn);
        } catch (IOException e) {
            FileFailures.close(in);
            throw FileFailures.unreadable(where, e);
        }
    }

    /** Where the stream itself breaks, the next run may have it whole: nothing is wrong with what is in it. */
    private static final class Passing extends FilterInputStream {
        private final String where;
        private long taken;

        Passing(InputStream in, String where) {
            super(in);
            this.where = where;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            try {
                int read = in.read(to, from, length);
                taken += Math.max(read, 0);
                return read;
            } catch (IOException e) {
                throw new TransientFailure(
                        Explanation.of(where + " broke off after " + taken + " bytes: "
                                + e.getClass().getSimpleName()),
                        e);
            }
        }

        /** Never none: where none is known to follow, gzip's reader takes one of several members for the last. */
        @Override
        public int available() {
            return 1;
        }
    }
}
