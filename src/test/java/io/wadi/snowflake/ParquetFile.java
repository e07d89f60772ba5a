package io.wadi.snowflake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A file in a stage that a COPY reads, and how Snowflake sees its columns. */
final class ParquetFile {
    private final Path path;
    private final Format format;
    private final Map<String, String> columns;

    /**
     * What a FILE_FORMAT says of it.
     *
     * @param logical whether times are times and not numbers
     * @param binaryAsText whether bytes without a logical type are text
     */
    record Format(boolean logical, boolean binaryAsText) {}

    private ParquetFile(Path path, Format format, Map<String, String> columns) {
        this.path = path;
        this.format = format;
        this.columns = columns;
    }

    static ParquetFile open(Session session, Path path, Format format) {
        try {
            return session.read("DESCRIBE SELECT * FROM " + source(path), rows -> {
                Map<String, String> columns = new LinkedHashMap<>();
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
                return new ParquetFile(path, format, columns);
            });
        } catch (Refusal e) {
            throw new Refusal(
                    "100152",
                    "22000",
                    "Error parsing the parquet file: Invalid: Parquet magic bytes not found in footer.\n  File '" + path
                            + "'");
        }
    }

    /** As DuckDB reads it. */
    String source() {
        return source(path) + " AS r";
    }

    private static String source(Path path) {
        return "read_parquet(" + Names.literal(path.toString()) + ")";
    }

    /** The column of this name, letter for letter. */
    String value(String name) {
        return columns.containsKey(name) ? read(name) : "NULL";
    }

    /** The column of this name, whatever the case of both. */
    Optional<String> alike(String name) {
        return columns.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(this::read);
    }

    private String read(String name) {
        String type = columns.getOrDefault(name, "");
        String column = "r.\"" + name.replace("\"", "\"\"") + "\"";
        if (type.startsWith("TIME") && !format.logical()) {
            throw Refusal.unsupported(type + " of Parquet without USE_LOGICAL_TYPE = TRUE");
        }
        return type.equals("BLOB") && format.binaryAsText() ? "decode(" + column + ")" : column;
    }

    String md5() {
        return md5(path);
    }

    static String md5(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
