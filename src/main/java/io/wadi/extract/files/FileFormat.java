package io.wadi.extract.files;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is in a file. */
public enum FileFormat {
    CSV,
    /** One JSON value a line. */
    JSONL,
    /** One JSON document. */
    JSON,
    PARQUET;

    private static final Map<String, FileFormat> BY_ENDING = Map.of(
            "csv", CSV, "tsv", CSV, "jsonl", JSONL, "ndjson", JSONL, "json", JSON, "parquet", PARQUET, "pq", PARQUET);

    /** By the name's ending, before .gz or .zst; empty when it is none that is known. */
    public static Optional<FileFormat> of(String name) {
        String plain = withoutCompression(name);
        return Optional.ofNullable(
                BY_ENDING.get(plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
    }

    private static String withoutCompression(String name) {
        return name.replaceFirst("(?i)\\.(gz|gzip|zst|zstd)$", "");
    }

    /** The name without its folders and its endings: {@code data/orders.csv.gz} is orders. */
    public static String stem(String name) {
        String file = withoutCompression(name.substring(name.lastIndexOf('/') + 1));
        return file.lastIndexOf('.') > 0 ? file.substring(0, file.lastIndexOf('.')) : file;
    }
}
