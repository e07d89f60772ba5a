package io.wadi.journal;

import io.wadi.disk.BatchFrame;
import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Origin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A page of typed columns in the journal: the number of columns; of each its name, its type's word, a byte of flags and its
 * precision and scale (-1: none); then the rows as a batch.
 */
final class ColumnFrame {
    private static final int NULLABLE = 1;
    private static final int PRIMARY_KEY = 2;
    /** Of a timestamp that is no instant. */
    private static final int WALL_CLOCK = 4;

    private static final int NONE = -1;

    private ColumnFrame() {}

    /** Its description, and its rows. */
    static ByteBuffer[] of(ColumnPage page) {
        List<byte[]> names = new ArrayList<>();
        int size = 4;
        for (Column column : page.columns()) {
            names.add(JournalWriter.utf8(column.name()));
            size += names.get(names.size() - 1).length + column.type().word().length() + 17;
        }
        ByteBuffer frame = JournalWriter.begin(JournalWriter.COLUMNS, page, size);
        frame.putInt(names.size());
        for (int i = 0; i < names.size(); i++) {
            Column column = page.columns().get(i);
            JournalWriter.text(frame, names.get(i));
            JournalWriter.text(frame, JournalWriter.utf8(column.type().word()));
            frame.put((byte) ((column.nullable() ? NULLABLE : 0)
                    | (column.primaryKey() ? PRIMARY_KEY : 0)
                    | (column.zoned() ? 0 : WALL_CLOCK)));
            frame.putInt(column.precision().orElse(NONE)).putInt(column.scale().orElse(NONE));
        }
        return new ByteBuffer[] {frame.flip(), BatchFrame.encode(page.rows())};
    }

    static ColumnPage read(ByteBuffer frame, Origin origin) {
        int count = frame.getInt();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = JournalReader.text(frame);
            DataType type = DataType.of(JournalReader.text(frame)).orElseThrow();
            int flags = frame.get();
            columns.add(new Column(
                    name,
                    type,
                    (flags & NULLABLE) != 0,
                    number(frame.getInt()),
                    number(frame.getInt()),
                    (flags & PRIMARY_KEY) != 0 ? Set.of(ColumnRole.PRIMARY_KEY) : Set.of(),
                    (flags & WALL_CLOCK) == 0));
        }
        return new ColumnPage(columns, BatchFrame.decode(frame), origin);
    }

    private static OptionalInt number(int stored) {
        return stored == NONE ? OptionalInt.empty() : OptionalInt.of(stored);
    }
}
