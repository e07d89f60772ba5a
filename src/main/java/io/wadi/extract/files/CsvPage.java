package io.wadi.extract.files;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.Origin;
import io.wadi.model.RecordBatch;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A page of CSV records while it is filled. */
final class CsvPage {
    private static final int ROWS = 20_480;
    private static final int BYTES = 8 << 20;

    private final List<String> names;
    private final CsvType[] types;
    private final ColumnVector[] vectors;
    private final Optional<String> lineColumn;
    private final ColumnVector lines = new ColumnVector(Storage.FIXED);
    private final byte[] nullText;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private CharBuffer decoded = CharBuffer.allocate(256);
    private int rows;
    private long bytes;

    CsvPage(CsvStart start, Optional<String> lineColumn, byte[] nullText) {
        this.names = start.names();
        this.types = start.types().toArray(CsvType[]::new);
        this.vectors = new ColumnVector[types.length];
        Arrays.setAll(vectors, i -> vector(types[i]));
        this.lineColumn = lineColumn;
        this.nullText = nullText;
    }

    private static ColumnVector vector(CsvType type) {
        return new ColumnVector(type == CsvType.TEXT ? Storage.BYTES : Storage.FIXED);
    }

    static boolean isNull(byte[] bytes, int from, int to, byte[] nullText) {
        return Arrays.equals(bytes, from, to, nullText, 0, nullText.length);
    }

    boolean isFull() {
        return rows == ROWS || bytes >= BYTES;
    }

    /** @return false when a value is not of its column's type: the page ends before this record, and the next is wider */
    boolean append(CsvRecords record) {
        for (int i = 0; i < types.length; i++) {
            byte[] cells = record.bytes(i);
            int from = record.from(i);
            int to = record.to(i);
            if (isNull(cells, from, to, nullText)) {
                vectors[i].appendNull();
                continue;
            }
            long value = types[i] == CsvType.TEXT ? CsvType.NONE : types[i].read(cells, from, to);
            if (value != CsvType.NONE) {
                vectors[i].appendLong(value);
                continue;
            }
            if (types[i] != CsvType.TEXT) {
                if (rows > 0) {
                    Arrays.asList(vectors).forEach(vector -> vector.truncate(rows));
                    return false;
                }
                types[i] = CsvType.TEXT;
                vectors[i] = vector(CsvType.TEXT);
            }
            if (!isUtf8(cells, from, to)) {
                throw record.malformed(
                        "cell " + (i + 1) + " is not in UTF-8; say what it is: csv.encoding: windows-1252");
            }
            vectors[i].appendBytes(cells, from, to - from);
            bytes += to - from;
        }
        lines.appendLong(record.line());
        bytes += Long.BYTES * (long) types.length;
        rows++;
        return true;
    }

    private boolean isUtf8(byte[] cells, int from, int to) {
        int at = from;
        while (at < to && cells[at] >= 0) {
            at++;
        }
        if (at == to) {
            return true;
        }
        if (decoded.capacity() < to - at) {
            decoded = CharBuffer.allocate(to - at);
        }
        return !utf8.reset()
                .decode(ByteBuffer.wrap(cells, at, to - at), decoded.clear(), true)
                .isError();
    }

    /** @param number of the page's first record; records on a line each are named by their lines instead */
    ColumnPage made(String file, long number) {
        List<Column> columns = new ArrayList<>();
        List<ColumnVector> all = new ArrayList<>(List.of(vectors));
        for (int i = 0; i < types.length; i++) {
            columns.add(Column.nullable(names.get(i), types[i].type()));
        }
        boolean aLineEach = lines.longAt(rows - 1) - lines.longAt(0) == rows - 1;
        Origin origin = aLineEach ? new Origin(file, "line", lines.longAt(0)) : new Origin(file, "record", number);
        lineColumn.ifPresent(name -> {
            columns.add(Column.nullable(name, DataType.BIGINT));
            all.add(lines);
        });
        return new ColumnPage(columns, new RecordBatch(rows, all), origin);
    }
}
