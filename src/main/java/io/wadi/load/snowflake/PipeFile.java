package io.wadi.load.snowflake;

import java.util.stream.Stream;

/**
 * A file that a pipe is to load.
 *
 * @param path below the stage of its table
 * @param size in bytes; 0 where nobody knows
 */
public record PipeFile(String table, String path, long size) {
    /** Its name says what it is. */
    FileFormat format() {
        return Stream.of(FileFormat.values())
                .filter(format -> path.endsWith(format.suffix()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no pipe reads " + path));
    }
}
