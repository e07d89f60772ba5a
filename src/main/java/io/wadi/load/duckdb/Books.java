package io.wadi.load.duckdb;

import io.wadi.load.sql.Catalogue;
import io.wadi.load.sql.SystemTables;
import io.wadi.model.Failure;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The dataset itself and the tables of its books, as DuckDB has them: it enforces keys, so that two loads conflict. */
record Books(DuckDbSession session, String dataset) {
    private static final List<String> DEFINITIONS = List.of("""
        _dlt_loads (load_id VARCHAR NOT NULL, schema_name VARCHAR, status BIGINT NOT NULL,
            inserted_at TIMESTAMP WITH TIME ZONE NOT NULL, schema_version_hash VARCHAR)\
        """, """
        _dlt_version (version BIGINT NOT NULL, engine_version BIGINT NOT NULL,
            inserted_at TIMESTAMP WITH TIME ZONE NOT NULL, schema_name VARCHAR NOT NULL,
            version_hash VARCHAR NOT NULL, schema VARCHAR NOT NULL)\
        """, """
        _dlt_pipeline_state (version BIGINT NOT NULL, engine_version BIGINT NOT NULL,
            pipeline_name VARCHAR NOT NULL, state VARCHAR NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL, version_hash VARCHAR,
            _dlt_load_id VARCHAR NOT NULL, _dlt_id VARCHAR NOT NULL)\
        """, """
        _wadi_heads (pipeline VARCHAR PRIMARY KEY, head VARCHAR NOT NULL, state_version BIGINT NOT NULL,
            moved_at TIMESTAMP WITH TIME ZONE)\
        """, """
        _wadi_receipts (pipeline VARCHAR, load_id VARCHAR, idempotency_key VARCHAR NOT NULL,
            package_hash VARCHAR NOT NULL, inserted_at TIMESTAMP WITH TIME ZONE NOT NULL, input_hash VARCHAR,
            PRIMARY KEY (pipeline, load_id))\
        """);

    private static final int FEW = 4;

    /** Makes the dataset, these tables and the pipeline's head, where they are missing. */
    void create(String pipeline) {
        session.update("CREATE SCHEMA IF NOT EXISTS " + session.dataset(dataset));
        DEFINITIONS.forEach(d -> session.update("CREATE TABLE IF NOT EXISTS " + session.dataset(dataset) + "." + d));
        completeReceipts();
        session.update(
                "INSERT INTO " + session.table(dataset, SystemTables.HEADS)
                        + " VALUES (?, '', 0, NULL) ON CONFLICT DO NOTHING",
                pipeline);
    }

    /** Those of older files say nothing of the input. */
    private void completeReceipts() {
        Catalogue receipts = new Catalogue();
        add(SystemTables.RECEIPTS, receipts);
        if (!receipts.has(SystemTables.RECEIPTS, SystemTables.INPUT)) {
            session.update("ALTER TABLE " + session.table(dataset, SystemTables.RECEIPTS) + " ADD COLUMN IF NOT EXISTS "
                    + SystemTables.INPUT + " VARCHAR");
        }
    }

    /** What the dataset has now; not for a transaction, which ends where one of its tables is not there. */
    Catalogue catalogue() {
        return new Catalogue((table, catalogue) -> {
            boolean isThere = isThere(table, catalogue);
            if (!isThere) {
                addAll(catalogue);
            }
            return !isThere;
        });
    }

    /**
     * The same in a transaction.
     *
     * @param there tables that were there just before; any other has all be looked at
     */
    Catalogue catalogue(Set<String> there) {
        return new Catalogue((table, catalogue) -> {
            boolean known = there.contains(table);
            if (known) {
                add(table, catalogue);
            } else {
                addAll(catalogue);
            }
            return !known;
        });
    }

    /** Those of these tables that are there; a listing takes the time of a few. */
    Set<String> there(List<String> tables) {
        if (tables.size() <= FEW) {
            return tables.stream()
                    .filter(table -> isThere(table, new Catalogue()))
                    .collect(Collectors.toSet());
        }
        Catalogue all = new Catalogue();
        addAll(all);
        return tables.stream().filter(all::has).collect(Collectors.toSet());
    }

    private boolean isThere(String table, Catalogue catalogue) {
        try {
            add(table, catalogue);
            return true;
        } catch (Failure e) {
            if (e.getCause() instanceof SQLException cause
                    && String.valueOf(cause.getMessage()).startsWith("Catalog Error")) {
                return false;
            }
            throw e;
        }
    }

    /** A table by itself takes a fraction of the time of all, which DuckDB looks for in its own books, too. */
    private void add(String table, Catalogue catalogue) {
        session.query(
                "SELECT name, \"notnull\", type FROM pragma_table_info(?)",
                row -> {
                    catalogue.add(table, row.getString(1), !row.getBoolean(2), row.getString(3));
                    return true;
                },
                session.table(dataset, table));
    }

    private void addAll(Catalogue catalogue) {
        String sql = """
            SELECT table_name, column_name, is_nullable, data_type FROM duckdb_columns()
            WHERE database_name = current_database() AND lower(schema_name) = lower(?)\
            """;
        session.query(
                sql,
                row -> {
                    catalogue.add(row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4));
                    return true;
                },
                dataset);
    }
}
