package io.wadi.pack;

import io.wadi.disk.Durable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The statements of a package's last load, for people: {@code statements.sql} beside the manifest. They are kept without the
 * values that were sent with them, each text once and with how often, and no more than anybody reads.
 */
public final class SentStatements implements Consumer<String>, AutoCloseable {
    public static final String FILE = "statements.sql";
    private static final int MOST = 200;
    private static final int LONGEST = 2_000;

    private final Path file;
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private int others;

    /** @param directory of the package */
    public SentStatements(Path directory) {
        this.file = directory.resolve(FILE);
    }

    @Override
    public synchronized void accept(String sql) {
        String plain = sql.strip();
        String text = plain.length() > LONGEST ? plain.substring(0, LONGEST) + " /* and more */" : plain;
        if (sent.size() < MOST || sent.containsKey(text)) {
            sent.merge(text, 1, Integer::sum);
        } else {
            others++;
        }
    }

    /** Writes them down, also of a load that failed. */
    @Override
    public synchronized void close() {
        StringBuilder text = new StringBuilder();
        sent.forEach((sql, times) -> text.append(times > 1 ? "-- " + times + " times\n" : "")
                .append(sql)
                .append(";\n"));
        if (others > 0) {
            text.append("-- and ").append(others).append(" more\n");
        }
        if (sent.isEmpty()) {
            return;
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        try (FileChannel out = Durable.open(file)) {
            out.truncate(0);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            // A load does not fail for want of what only people read.
        }
    }
}
