package io.wadi.load.duckdb;

import io.wadi.load.PastLoad;
import io.wadi.model.Base;
import io.wadi.model.Head;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** What a dataset knows of a pipeline. Each table counts by itself: one of dlt's has a state, but no head of ours. */
final class StoredBase {
    private final DuckDbSession session;
    private final String dataset;
    private final Catalogue catalogue;

    private record Document(long version, String text) {}

    StoredBase(DuckDbSession session, String dataset) {
        this.session = session;
        this.dataset = dataset;
        this.catalogue = new Catalogue(session, dataset);
    }

    Base read(String pipeline, String schemaName) {
        Optional<Document> state = state(pipeline);
        Optional<Document> schema = schema(schemaName);
        Head head =
                head(pipeline).orElse(new Head("", state.map(Document::version).orElse(0L)));
        return new Base(
                head,
                state.map(Document::text),
                schema.map(Document::text),
                schema.map(Document::version).orElse(0L));
    }

    boolean hasReceipt(String pipeline, String loadId) {
        return catalogue.has("_wadi_receipts")
                && new SystemTables(session, dataset).receipt(pipeline, loadId).isPresent();
    }

    /** Newest first; load ids are numbers. */
    List<PastLoad> loads(String pipeline, String schemaName, int limit) {
        List<PastLoad> ours =
                catalogue.has("_wadi_receipts") ? loads("_wadi_receipts", "pipeline = ?", pipeline, limit) : List.of();
        return ours.isEmpty() && catalogue.has("_dlt_loads")
                ? loads("_dlt_loads", "status = 0 AND schema_name = ?", schemaName, limit)
                : ours;
    }

    private List<PastLoad> loads(String table, String which, String name, int limit) {
        String sql = "SELECT load_id, inserted_at FROM " + table(table) + " WHERE " + which
                + " ORDER BY TRY_CAST(load_id AS DOUBLE) DESC NULLS LAST, load_id DESC LIMIT ?";
        return session.query(
                sql,
                row -> new PastLoad(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()),
                name,
                limit);
    }

    private Optional<Head> head(String pipeline) {
        if (!catalogue.has("_wadi_heads")) {
            return Optional.empty();
        }
        String sql = "SELECT head, state_version FROM " + table("_wadi_heads") + " WHERE pipeline = ? AND head <> ''";
        return session.query(sql, row -> new Head(row.getString(1), row.getLong(2)), pipeline).stream()
                .findFirst();
    }

    /** The newest state whose load was completed, as dlt restores it; load ids are numbers, so 9.5 came before 10.5. */
    private Optional<Document> state(String pipeline) {
        if (!catalogue.has("_dlt_pipeline_state") || !catalogue.has("_dlt_loads")) {
            return Optional.empty();
        }
        String sql = "SELECT s.version, s.state FROM " + table("_dlt_pipeline_state") + " s WHERE s.pipeline_name = ?"
                + " AND s._dlt_load_id IN (SELECT load_id FROM " + table("_dlt_loads") + " WHERE status = 0)"
                + " ORDER BY TRY_CAST(s._dlt_load_id AS DOUBLE) DESC NULLS LAST, s._dlt_load_id DESC LIMIT 1";
        return newest(sql, pipeline);
    }

    /** By version before time: clocks may go back. */
    private Optional<Document> schema(String name) {
        if (!catalogue.has("_dlt_version")) {
            return Optional.empty();
        }
        String sql = "SELECT version, schema FROM " + table("_dlt_version")
                + " WHERE schema_name = ? ORDER BY version DESC, inserted_at DESC LIMIT 1";
        return newest(sql, name);
    }

    private Optional<Document> newest(String sql, String name) {
        return session.query(sql, row -> new Document(row.getLong(1), row.getString(2)), name).stream()
                .findFirst();
    }

    private String table(String name) {
        return session.table(dataset, name);
    }
}
