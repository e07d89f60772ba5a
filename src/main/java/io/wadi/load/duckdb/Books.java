package io.wadi.load.duckdb;

import io.wadi.load.sql.Catalogue;
import io.wadi.load.sql.SystemTables;
import java.util.List;

/** The dataset itself and the tables of its books, as DuckDB has them: it enforces keys, so that two loads conflict. */
record Books(DuckDbSession session, String dataset) {
    private static final List<String> DEFINITIONS = List.of("""
            _dlt_loads (load_id VARCHAR NOT NULL, schema_name VARCHAR, status BIGINT NOT NULL,
                inserted_at TIMESTAMP WITH TIME ZONE NOT NULL, schema_version_hash VARCHAR)""", """
            _dlt_version (version BIGINT NOT NULL, engine_version BIGINT NOT NULL,
                inserted_at TIMESTAMP WITH TIME ZONE NOT NULL, schema_name VARCHAR NOT NULL,
                version_hash VARCHAR NOT NULL, schema VARCHAR NOT NULL)""", """
            _dlt_pipeline_state (version BIGINT NOT NULL, engine_version BIGINT NOT NULL,
                pipeline_name VARCHAR NOT NULL, state VARCHAR NOT NULL,
                created_at TIMESTAMP WITH TIME ZONE NOT NULL, version_hash VARCHAR,
                _dlt_load_id VARCHAR NOT NULL, _dlt_id VARCHAR NOT NULL)""", """
            _wadi_heads (pipeline VARCHAR PRIMARY KEY, head VARCHAR NOT NULL, state_version BIGINT NOT NULL,
                moved_at TIMESTAMP WITH TIME ZONE)""", """
            _wadi_receipts (pipeline VARCHAR, load_id VARCHAR, idempotency_key VARCHAR NOT NULL,
                package_hash VARCHAR NOT NULL, inserted_at TIMESTAMP WITH TIME ZONE NOT NULL,
                PRIMARY KEY (pipeline, load_id))""");

    /** Makes the dataset, these tables and the pipeline's head, where they are missing. */
    void create(String pipeline) {
        session.update("CREATE SCHEMA IF NOT EXISTS " + session.dataset(dataset));
        DEFINITIONS.forEach(d -> session.update("CREATE TABLE IF NOT EXISTS " + session.dataset(dataset) + "." + d));
        session.update(
                "INSERT INTO " + session.table(dataset, SystemTables.HEADS)
                        + " VALUES (?, '', 0, NULL) ON CONFLICT DO NOTHING",
                pipeline);
    }

    /** What the dataset has now. */
    Catalogue catalogue() {
        Catalogue catalogue = new Catalogue();
        String sql = """
                SELECT table_name, column_name, is_nullable FROM duckdb_columns()
                WHERE database_name = current_database() AND lower(schema_name) = lower(?)""";
        session.query(
                sql,
                row -> {
                    catalogue.add(row.getString(1), row.getString(2), row.getBoolean(3));
                    return true;
                },
                dataset);
        return catalogue;
    }
}
