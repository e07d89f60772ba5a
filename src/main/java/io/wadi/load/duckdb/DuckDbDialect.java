package io.wadi.load.duckdb;

import io.wadi.load.sql.Dialect;
import io.wadi.model.Column;
import java.time.Instant;

/** DuckDB's words. */
enum DuckDbDialect implements Dialect {
    DUCKDB;

    @Override
    public String name(String identifier) {
        return Sql.name(identifier);
    }

    @Override
    public String time(Column column, Instant time) {
        long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
        return DuckDbType.of(column).read(Long.toString(micros));
    }

    @Override
    public String position() {
        return "rowid";
    }
}
