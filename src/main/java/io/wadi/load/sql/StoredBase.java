package io.wadi.load.sql;

import io.wadi.load.PastLoad;
import io.wadi.load.SetAsideRow;
import io.wadi.model.Base;
import io.wadi.model.Head;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a dataset knows of a pipeline. Each table counts by itself: one of dlt's has a state, but no head of ours. */
public final class StoredBase {
    private static final String QUARANTINE = "_wadi_quarantine";
    /** The id of the row that was tried again. */
    private static final String RETRIED = "retried";

    private final SqlSession session;
    private final String dataset;
    private final Catalogue catalogue;

    private record Document(long version, String text) {}

    public StoredBase(SqlSession session, String dataset, Catalogue catalogue) {
        this.session = session;
        this.dataset = dataset;
        this.catalogue = catalogue;
    }

    public Base read(String pipeline, String schemaName) {
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

    public boolean hasReceipt(String pipeline, String loadId) {
        return catalogue.has(SystemTables.RECEIPTS)
                && new SystemTables(session, dataset).receipt(pipeline, loadId).isPresent();
    }

    /** The load that has this key; of one from before that was kept it is not known what it read. */
    public Optional<PastLoad> keyed(String pipeline, String key) {
        if (!catalogue.has(SystemTables.RECEIPTS)) {
            return Optional.empty();
        }
        boolean known = catalogue.has(SystemTables.RECEIPTS, SystemTables.INPUT);
        String sql = "SELECT " + name("load_id") + ", " + name("inserted_at")
                + (known ? ", " + name(SystemTables.INPUT) : "") + " FROM " + table(SystemTables.RECEIPTS) + " WHERE "
                + equal("pipeline") + " AND " + equal("idempotency_key");
        return session
                .query(
                        sql,
                        row -> new PastLoad(
                                row.getString(1),
                                session.instant(row, 2),
                                known ? Optional.ofNullable(row.getString(3)) : Optional.empty()),
                        pipeline,
                        key)
                .stream()
                .findFirst();
    }

    /** Those in quarantine that no later row says were tried again. */
    public List<SetAsideRow> setAside(String pipeline) {
        if (!catalogue.has(QUARANTINE) || !catalogue.has(SystemTables.RECEIPTS)) {
            return List.of();
        }
        boolean retried = catalogue.has(QUARANTINE, RETRIED);
        String columns = Stream.of("_dlt_id", "_dlt_load_id", "resource", "reason", "place", "record")
                .map(this::name)
                .collect(Collectors.joining(", "));
        String pending = retried
                ? " AND " + name(RETRIED) + " IS NULL AND " + name("_dlt_id") + " NOT IN (SELECT " + name(RETRIED)
                        + " FROM " + table(QUARANTINE) + " WHERE " + name(RETRIED) + " IS NOT NULL)"
                : "";
        String sql = "SELECT " + columns + " FROM " + table(QUARANTINE) + " WHERE " + name("_dlt_load_id")
                + " IN (SELECT " + name("load_id") + " FROM " + table(SystemTables.RECEIPTS) + " WHERE "
                + equal("pipeline") + ")" + pending + " ORDER BY " + name("_dlt_load_id") + ", " + name("resource")
                + ", " + name("number");
        return session.query(
                sql,
                row -> new SetAsideRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                pipeline);
    }

    /** Newest first; load ids are numbers. */
    public List<PastLoad> loads(String pipeline, String schemaName, int limit) {
        List<PastLoad> ours = catalogue.has(SystemTables.RECEIPTS)
                ? loads(SystemTables.RECEIPTS, equal("pipeline"), pipeline, limit)
                : List.of();
        return ours.isEmpty() && catalogue.has(SystemTables.LOADS)
                ? loads(SystemTables.LOADS, name("status") + " = 0 AND " + equal("schema_name"), schemaName, limit)
                : ours;
    }

    private List<PastLoad> loads(String table, String which, String name, int limit) {
        String id = name("load_id");
        String sql = "SELECT " + id + ", " + name("inserted_at") + " FROM " + table(table) + " WHERE " + which
                + newestFirst(id) + " LIMIT " + limit;
        return session.query(sql, row -> new PastLoad(row.getString(1), session.instant(row, 2)), name);
    }

    /** Load ids are numbers, so 9.5 came before 10.5. */
    private static String newestFirst(String id) {
        return " ORDER BY TRY_CAST(" + id + " AS DOUBLE) DESC NULLS LAST, " + id + " DESC";
    }

    private Optional<Head> head(String pipeline) {
        if (!catalogue.has(SystemTables.HEADS)) {
            return Optional.empty();
        }
        String sql = "SELECT " + name("head") + ", " + name("state_version") + " FROM " + table(SystemTables.HEADS)
                + " WHERE " + equal("pipeline") + " AND " + name("head") + " <> ''";
        return session.query(sql, row -> new Head(row.getString(1), row.getLong(2)), pipeline).stream()
                .findFirst();
    }

    /** The newest state whose load was completed, as dlt restores it. */
    private Optional<Document> state(String pipeline) {
        if (!catalogue.has(SystemTables.STATES) || !catalogue.has(SystemTables.LOADS)) {
            return Optional.empty();
        }
        String id = name("_dlt_load_id");
        String sql = "SELECT " + name("version") + ", " + name("state") + " FROM " + table(SystemTables.STATES)
                + " WHERE "
                + equal("pipeline_name") + " AND " + id + " IN (SELECT " + name("load_id") + " FROM "
                + table(SystemTables.LOADS) + " WHERE " + name("status") + " = 0)" + newestFirst(id) + " LIMIT 1";
        return newest(sql, pipeline);
    }

    /** By version before time: clocks may go back. */
    private Optional<Document> schema(String name) {
        if (!catalogue.has(SystemTables.VERSIONS)) {
            return Optional.empty();
        }
        String sql = "SELECT " + name("version") + ", " + name("schema") + " FROM " + table(SystemTables.VERSIONS)
                + " WHERE " + equal("schema_name") + " ORDER BY " + name("version") + " DESC, " + name("inserted_at")
                + " DESC LIMIT 1";
        return newest(sql, name);
    }

    private Optional<Document> newest(String sql, String name) {
        return session.query(sql, row -> new Document(row.getLong(1), row.getString(2)), name).stream()
                .findFirst();
    }

    private String table(String name) {
        return session.table(dataset, name);
    }

    private String name(String column) {
        return session.dialect().name(column);
    }

    private String equal(String column) {
        return name(column) + " = ?";
    }
}
