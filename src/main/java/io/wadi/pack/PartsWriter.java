package io.wadi.pack;

import io.wadi.disk.BatchFrame;
import io.wadi.disk.FrameWriter;
import io.wadi.model.Column;
import io.wadi.model.CrashPoint;
import io.wadi.model.RecordBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the parts of a package: a file a table, and another one after every so many batches. */
public final class PartsWriter implements AutoCloseable {
    /** About a million rows. */
    private static final int BATCHES = 50;

    private final Path directory;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<StoredPart> done = new ArrayList<>();

    private static final class Open {
        final String file;
        final FrameWriter frames;
        int columns;
        long rows;

        Open(String file, FrameWriter frames) {
            this.file = file;
            this.frames = frames;
        }
    }

    PartsWriter(Path directory) {
        this.directory = directory;
    }

    /** Appends a batch; {@code columns} are its vectors' columns. */
    public void append(String table, List<Column> columns, RecordBatch batch) {
        Open part = open.computeIfAbsent(table, this::begin);
        part.frames.append(BatchFrame.encode(batch));
        part.columns = Math.max(part.columns, columns.size());
        part.rows += batch.rows();
        CrashPoint.BATCH_PACKED.pass();
        if (part.frames.frames() == BATCHES) {
            finish(table, part);
            open.remove(table);
        }
    }

    private Open begin(String table) {
        long number = done.stream().filter(p -> p.table().equals(table)).count() + 1;
        String file = String.format(Locale.ROOT, "%s.%05d.part", FileName.of(table), number);
        return new Open(file, new FrameWriter(directory.resolve(file), PartFile.KIND));
    }

    private void finish(String table, Open part) {
        String checksum = part.frames.sealAside();
        CrashPoint.PART_SEALED.pass();
        done.add(new StoredPart(
                part.file, table, part.columns, part.rows, part.frames.frames(), part.frames.size(), checksum));
    }

    /** Makes all parts final but for their place; they are listed by name, for which table fills a part first depends on the pages. */
    public List<StoredPart> seal() {
        open.forEach(this::finish);
        open.clear();
        done.sort(Comparator.comparing(StoredPart::file));
        return List.copyOf(done);
    }

    @Override
    public void close() {
        open.values().forEach(part -> part.frames.close());
    }
}
