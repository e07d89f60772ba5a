package io.wadi.load.snowflake;

import io.wadi.model.Column;

/**
 * How a column travels in Parquet: as a type that both sides read alike.
 *
 * @param written the expression, over the stored value {@code %s}, that DuckDB writes
 * @param read the expression, over the value {@code %s} of the file, that COPY INTO loads
 */
public record ParquetColumn(String written, String read) {
    public static ParquetColumn of(Column column) {
        String cast = "%s::" + SnowflakeType.of(column);
        return switch (column.type()) {
            // A text in VARIANT would be a string, whatever it looks like.
            case JSON -> new ParquetColumn("CAST(%s AS VARCHAR)", "PARSE_JSON(%s::VARCHAR)");
            case BIGINT ->
                // HUGEINT would be written as DOUBLE.
                new ParquetColumn(
                        column.precision().orElse(Long.SIZE) > Long.SIZE
                                ? "CAST(%s AS DECIMAL(38,0))"
                                : "CAST(%s AS BIGINT)",
                        cast);
            case TIMESTAMP -> new ParquetColumn(column.zoned() ? "%s" : "CAST(%s AS TIMESTAMP)", cast);
            case TEXT, BINARY, BOOL, DOUBLE, DECIMAL, WEI, DATE, TIME -> new ParquetColumn("%s", cast);
        };
    }

    public String written(String stored) {
        return written.replace("%s", stored);
    }

    /** @param name the column's, as the table and the file have it */
    String read(String name) {
        return read.replace("%s", "$1:" + name);
    }
}
