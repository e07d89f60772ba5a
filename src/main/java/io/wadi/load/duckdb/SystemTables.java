package io.wadi.load.duckdb;

import io.wadi.model.Explanation;
import io.wadi.model.LoadPackage;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.StalePackage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The tables in which a dataset remembers its loads: dlt's (contract section 5), and ours for heads and receipts. */
final class SystemTables {
    private static final long SCHEMA_ENGINE = 11;
    private static final long STATE_ENGINE = 4;
    private static final long COMPLETED = 0;

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

    private final DuckDbSession session;
    private final String dataset;

    SystemTables(DuckDbSession session, String dataset) {
        this.session = session;
        this.dataset = dataset;
    }

    /** Makes the dataset, these tables and the pipeline's head, where they are missing. */
    void create(String pipeline) {
        session.update("CREATE SCHEMA IF NOT EXISTS " + session.dataset(dataset));
        DEFINITIONS.forEach(d -> session.update("CREATE TABLE IF NOT EXISTS " + session.dataset(dataset) + "." + d));
        session.update(
                "INSERT INTO " + table("_wadi_heads") + " VALUES (?, '', 0, NULL) ON CONFLICT DO NOTHING", pipeline);
    }

    /** The hash of the package that was loaded under this id. */
    Optional<String> receipt(String pipeline, String loadId) {
        String sql = "SELECT package_hash FROM " + table("_wadi_receipts") + " WHERE pipeline = ? AND load_id = ?";
        return session.query(sql, row -> row.getString(1), pipeline, loadId).stream()
                .findFirst();
    }

    /** @throws StalePackage when the head is no longer the package's base, or somebody is just moving it */
    void moveHead(LoadPackage load) {
        long moved;
        try {
            moved = session.update(
                    "UPDATE " + table("_wadi_heads")
                            + " SET head = ?, state_version = ?, moved_at = ? WHERE pipeline = ? AND head = ?",
                    load.head().loadId(),
                    load.head().stateVersion(),
                    time(load),
                    load.pipeline(),
                    load.base().loadId());
        } catch (Contended e) {
            throw new StalePackage(overtaken(load), e);
        }
        if (moved != 1) {
            throw new StalePackage(overtaken(load));
        }
    }

    /** Takes the versions of a schema whose tables go: its next one may count anew. */
    void forgetSchema(String name) {
        session.update("DELETE FROM " + table("_dlt_version") + " WHERE schema_name = ?", name);
    }

    /** What the load leaves behind: its schema and state where they are new, dlt's entry, and the receipt. */
    void record(LoadPackage load) {
        String name = load.schema().name();
        Versioned schema = load.stored();
        if (!isStored(schema)) {
            insert(
                    "_dlt_version",
                    "version, engine_version, inserted_at, schema_name, version_hash, schema",
                    List.of(schema.version(), SCHEMA_ENGINE, time(load), name, schema.hash(), schema.text()));
        }
        load.state()
                .ifPresent(state -> insert(
                        "_dlt_pipeline_state",
                        "version, engine_version, pipeline_name, state, created_at, version_hash, _dlt_load_id, _dlt_id",
                        List.of(
                                state.version(),
                                STATE_ENGINE,
                                load.pipeline(),
                                state.text(),
                                time(load),
                                state.hash(),
                                load.loadId(),
                                rowId(load))));
        insert(
                "_wadi_receipts",
                "pipeline, load_id, idempotency_key, package_hash, inserted_at",
                List.of(load.pipeline(), load.loadId(), load.key(), load.hash(), time(load)));
        insert(
                "_dlt_loads",
                "load_id, schema_name, status, inserted_at, schema_version_hash",
                List.of(load.loadId(), name, COMPLETED, time(load), schema.hash()));
    }

    private boolean isStored(Versioned schema) {
        String sql = "SELECT 1 FROM " + table("_dlt_version") + " WHERE version_hash = ? LIMIT 1";
        return !session.query(sql, row -> true, schema.hash()).isEmpty();
    }

    /** By name: a dataset that an older dlt began has its columns in another order. */
    private void insert(String table, String columns, List<Object> values) {
        String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
        session.update("INSERT INTO " + table(table) + " (" + columns + ") VALUES (" + marks + ")", values.toArray());
    }

    private static Explanation overtaken(LoadPackage load) {
        String base = load.base().loadId().isEmpty()
                ? "the first load"
                : "load " + load.base().loadId();
        return Explanation.of("another run of pipeline " + load.pipeline()
                        + " loaded since this one was extracted after " + base + "; nothing was loaded")
                .fix("run again: it extracts what is still missing");
    }

    /** Looks like dlt's random ids (contract 2.2), and is the same whenever the package is loaded again. */
    private static String rowId(LoadPackage load) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((load.pipeline() + " " + load.loadId()).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 10));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static OffsetDateTime time(LoadPackage load) {
        return load.createdAt().atOffset(ZoneOffset.UTC);
    }

    private String table(String name) {
        return session.table(dataset, name);
    }
}
