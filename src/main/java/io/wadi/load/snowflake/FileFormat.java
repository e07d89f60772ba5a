package io.wadi.load.snowflake;

import io.wadi.load.duckdb.PartFiles.Field;
import io.wadi.load.duckdb.PartFiles.Form;
import io.wadi.model.Column;
import java.util.Arrays;
import java.util.Optional;

/** What the files are that pipes read. */
public enum FileFormat {
    PARQUET(
            "parquet",
            ".parquet",
            "application/vnd.apache.parquet",
            Form.PARQUET,
            "TYPE = PARQUET USE_LOGICAL_TYPE = TRUE BINARY_AS_TEXT = FALSE"),
    JSON_LINES(
            "jsonl",
            ".jsonl.gz",
            "application/gzip",
            Form.JSON_LINES,
            "TYPE = JSON COMPRESSION = GZIP BINARY_FORMAT = HEX DATE_FORMAT = AUTO TIME_FORMAT = AUTO"
                    + " TIMESTAMP_FORMAT = AUTO");

    private final String word;
    private final String suffix;
    private final String contentType;
    private final Form form;
    private final String definition;

    FileFormat(String word, String suffix, String contentType, Form form, String definition) {
        this.word = word;
        this.suffix = suffix;
        this.contentType = contentType;
        this.form = form;
        this.definition = definition;
    }

    public static Optional<FileFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /** As settings say it. */
    public String word() {
        return word;
    }

    /** How the names of its files end. */
    public String suffix() {
        return suffix;
    }

    public String contentType() {
        return contentType;
    }

    public Form form() {
        return form;
    }

    /** A column of its files. */
    public Field field(Column column) {
        return Field.of(
                column.name(),
                column,
                switch (this) {
                    case PARQUET -> ParquetColumn.of(column)::written;
                    case JSON_LINES -> stored -> LineColumn.written(column, stored);
                });
    }

    /** What follows its name in CREATE FILE FORMAT. */
    String definition() {
        return definition;
    }
}
