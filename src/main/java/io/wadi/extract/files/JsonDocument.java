package io.wadi.extract.files;

import io.wadi.extract.json.Maker;
import io.wadi.extract.json.RecordReader;
import io.wadi.extract.json.Selection;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A file that is one JSON document. Without a byte in it, it has no records. */
final class JsonDocument implements Pages {
    private final Noted in;
    private final String file;
    private final Deadline deadline;
    private final RecordReader records;
    private boolean begun;

    /** @param in text in UTF-8, without a byte order mark */
    JsonDocument(InputStream in, Selection selection, String file, Deadline deadline) {
        this.in = new Noted(in);
        this.file = file;
        this.deadline = deadline;
        this.records = new RecordReader(this.in, selection, file, Maker.FILE);
    }

    @Override
    public Optional<Page> next() {
        deadline.check();
        try {
            if (!begun && in.isEmpty()) {
                return Optional.empty();
            }
            begun = true;
            return records.next().map(page -> page);
        } catch (IOException e) {
            throw FileFailures.unreadable(file, e);
        } catch (Failure e) {
            throw in.failed
                    .<RuntimeException>map(broken -> FileFailures.unreadable(file, broken))
                    .orElse(e);
        }
    }

    @Override
    public void close() {
        FileFailures.close(in);
    }

    /** Remembers what was wrong with the file itself. */
    private static final class Noted extends FilterInputStream {
        private Optional<IOException> failed = Optional.empty();

        Noted(InputStream in) {
            super(in);
        }

        boolean isEmpty() throws IOException {
            in.mark(1);
            boolean empty = in.read() < 0;
            in.reset();
            return empty;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            try {
                return super.read(to, from, length);
            } catch (IOException e) {
                failed = Optional.of(e);
                throw e;
            }
        }
    }
}
