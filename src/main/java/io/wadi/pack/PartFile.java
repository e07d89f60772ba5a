package io.wadi.pack;

import io.wadi.disk.BatchFrame;
import io.wadi.disk.FrameReader;
import io.wadi.model.Column;
import io.wadi.model.Part;
import io.wadi.model.RecordBatch;
import java.nio.file.Path;
import java.util.List;

/** A part on disk: a file of frames, a frame a batch. */
final class PartFile implements Part, AutoCloseable {
    static final String KIND = "WADIPRT1";

    private final String name;
    private final List<Column> columns;
    private final long rows;
    private final FrameReader frames;

    PartFile(Path file, List<Column> columns, long rows) {
        this.name = String.valueOf(file.getFileName());
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.frames = new FrameReader(file, KIND);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int batches() {
        return frames.frames();
    }

    @Override
    public RecordBatch read(int index) {
        return BatchFrame.decode(frames.frame(index));
    }

    String checksum() {
        return frames.checksum();
    }

    @Override
    public void close() {
        frames.close();
    }
}
