package io.wadi.cli;

import io.wadi.load.duckdb.Grid;
import io.wadi.load.duckdb.GuardedQuery;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process that asks one question of a DuckDB file, says what came of it in bytes, and ends. */
final class QueryChild {
    private enum Kind {
        GRID,
        REFUSED,
        NOT_NOW
    }

    private QueryChild() {}

    /** Arguments: file, dataset, megabytes, rows, cell, whole, all; the SQL comes on the standard input. */
    public static void main(String[] args) throws IOException {
        String sql = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        Grid.Bounds bounds = new Grid.Bounds(
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Boolean.parseBoolean(args[5]),
                Integer.parseInt(args[6]));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out, 1 << 16));
        try {
            write(out, new GuardedQuery(Path.of(args[0]), args[1], Integer.parseInt(args[2])).ask(sql, bounds));
        } catch (Failure e) {
            out.writeUTF((e instanceof TransientFailure ? Kind.NOT_NOW : Kind.REFUSED).name());
            text(out, Optional.of(e.explanation().what()));
            text(out, e.explanation().fix());
        }
        out.flush();
    }

    static void write(OutputStream to, Grid grid) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeUTF(Kind.GRID.name());
        out.writeInt(grid.columns().size());
        for (Grid.Column column : grid.columns()) {
            text(out, Optional.of(column.name()));
            text(out, Optional.of(column.type()));
            out.writeUTF(column.form().name());
        }
        out.writeInt(grid.rows().size());
        for (List<Optional<String>> row : grid.rows()) {
            for (Optional<String> cell : row) {
                text(out, cell);
            }
        }
        out.writeBoolean(grid.more());
    }

    private static void text(DataOutputStream out, Optional<String> text) throws IOException {
        byte[] bytes = text.orElse("").getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.isPresent() ? bytes.length : -1);
        out.write(bytes);
    }

    /**
     * What such a process said.
     *
     * @throws Failure that it was told
     * @throws IOException when it did not come to its end
     */
    static Grid read(byte[] said) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(said));
        Kind kind = Kind.valueOf(in.readUTF());
        if (kind != Kind.GRID) {
            Explanation why = new Explanation(text(in).orElse(""), Optional.empty(), text(in));
            throw kind == Kind.NOT_NOW ? new TransientFailure(why) : new TerminalFailure(why);
        }
        List<Grid.Column> columns = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            columns.add(new Grid.Column(text(in).orElse(""), text(in).orElse(""), Grid.Form.valueOf(in.readUTF())));
        }
        List<List<Optional<String>>> rows = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            List<Optional<String>> row = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                row.add(text(in));
            }
            rows.add(row);
        }
        return new Grid(columns, rows, in.readBoolean());
    }

    private static Optional<String> text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? Optional.empty() : Optional.of(new String(exactly(in, length), StandardCharsets.UTF_8));
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }
}
