package io.wadi.load.snowflake;

import static io.wadi.load.sql.SystemTables.HEADS;
import static io.wadi.load.sql.SystemTables.INPUT;
import static io.wadi.load.sql.SystemTables.LOADS;
import static io.wadi.load.sql.SystemTables.RECEIPTS;
import static io.wadi.load.sql.SystemTables.STATES;
import static io.wadi.load.sql.SystemTables.VERSIONS;
import static io.wadi.model.Column.nullable;
import static io.wadi.model.Column.required;
import static io.wadi.model.DataType.BIGINT;
import static io.wadi.model.DataType.TEXT;
import static io.wadi.model.DataType.TIMESTAMP;

import io.wadi.load.sql.Catalogue;
import io.wadi.load.sql.SqlSession;
import io.wadi.model.Column;
import io.wadi.model.LoadPackage;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;
import java.util.List;
import java.util.Optional;

/** The dataset itself, the tables of its books and the stage of its files, as Snowflake has them. */
record Books(SqlSession session, String dataset) {
    /** Whoever finds the last, finds the others. */
    private static final List<Table> TABLES = List.of(
            table(
                    LOADS,
                    required("load_id", TEXT),
                    nullable("schema_name", TEXT),
                    required("status", BIGINT),
                    required("inserted_at", TIMESTAMP),
                    nullable("schema_version_hash", TEXT)),
            table(
                    VERSIONS,
                    required("version", BIGINT),
                    required("engine_version", BIGINT),
                    required("inserted_at", TIMESTAMP),
                    required("schema_name", TEXT),
                    required("version_hash", TEXT),
                    required("schema", TEXT)),
            table(
                    STATES,
                    required("version", BIGINT),
                    required("engine_version", BIGINT),
                    required("pipeline_name", TEXT),
                    required("state", TEXT),
                    required("created_at", TIMESTAMP),
                    nullable("version_hash", TEXT),
                    required("_dlt_load_id", TEXT),
                    required("_dlt_id", TEXT)),
            table(
                    RECEIPTS,
                    required("pipeline", TEXT),
                    required("load_id", TEXT),
                    required("idempotency_key", TEXT),
                    required("package_hash", TEXT),
                    required("inserted_at", TIMESTAMP),
                    nullable(INPUT, TEXT)),
            table(
                    HEADS,
                    required("pipeline", TEXT),
                    required("head", TEXT),
                    required("state_version", BIGINT),
                    nullable("moved_at", TIMESTAMP)));

    /**
     * How a package meets what is there.
     *
     * @param head the load id that the pipeline has come to; empty while it has no row
     * @param receipt the load that was committed under this package's id or key
     */
    record Standing(Optional<String> head, Optional<Committed> receipt) {}

    record Committed(String loadId, String hash) {}

    private static Table table(String name, Column... columns) {
        return new Table(name, Optional.empty(), name, WriteDisposition.APPEND, List.of(columns), true);
    }

    /** What the dataset has now, as far as the role may see it. */
    Catalogue catalogue() {
        Catalogue catalogue = new Catalogue();
        session.query(
                "SELECT TABLE_NAME, COLUMN_NAME, IS_NULLABLE, DATA_TYPE, NUMERIC_PRECISION, NUMERIC_SCALE"
                        + " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ?",
                row -> {
                    String type = row.getString(4);
                    String sized =
                            "NUMBER".equals(type) ? type + "(" + row.getInt(5) + "," + row.getInt(6) + ")" : type;
                    catalogue.add(row.getString(1), row.getString(2), !"NO".equals(row.getString(3)), sized);
                    return true;
                },
                SnowflakeDialect.folded(dataset));
        return catalogue;
    }

    /**
     * Makes what is missing.
     *
     * @param catalogue what the dataset has; empty of a new one and of one without tables
     */
    void create(Catalogue catalogue) {
        if (catalogue.has(HEADS)) {
            if (!catalogue.has(RECEIPTS, INPUT)) {
                session.update(
                        Ddl.add(session.table(dataset, RECEIPTS), List.of(nullable(INPUT, TEXT)), Column::nullable));
            }
            return;
        }
        if (!catalogue.has(LOADS) && !exists()) {
            session.update("CREATE SCHEMA IF NOT EXISTS " + SnowflakeDialect.quoted(dataset));
        }
        session.update(new Stage(dataset).create());
        TABLES.stream()
                .filter(table -> !catalogue.has(table.name()))
                .forEach(table -> session.update(Ddl.create(session.table(dataset, table.name()), table)));
    }

    /** Asked first, for a role that may not make schemas may load into those that others made for it. */
    private boolean exists() {
        String sql = "SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ?";
        return !session.query(sql, row -> true, SnowflakeDialect.folded(dataset))
                .isEmpty();
    }

    Standing standing(LoadPackage load) {
        boolean keyed = !load.key().isEmpty();
        String which = keyed ? "(r.\"LOAD_ID\" = ? OR r.\"IDEMPOTENCY_KEY\" = ?)" : "r.\"LOAD_ID\" = ?";
        String sql = "SELECT h.\"HEAD\", r.\"LOAD_ID\", r.\"PACKAGE_HASH\" FROM " + session.table(dataset, HEADS)
                + " h LEFT JOIN " + session.table(dataset, RECEIPTS) + " r ON r.\"PIPELINE\" = h.\"PIPELINE\" AND "
                + which + " WHERE h.\"PIPELINE\" = ?";
        Object[] values = keyed
                ? new Object[] {load.loadId(), load.key(), load.pipeline()}
                : new Object[] {load.loadId(), load.pipeline()};
        return session
                .query(
                        sql,
                        row -> new Standing(
                                Optional.of(row.getString(1)),
                                Optional.ofNullable(row.getString(2)).isPresent()
                                        ? Optional.of(new Committed(row.getString(2), row.getString(3)))
                                        : Optional.empty()),
                        values)
                .stream()
                .findFirst()
                .orElse(new Standing(Optional.empty(), Optional.empty()));
    }

    /** By MERGE, of which one runs at a time: keys are not enforced, and with two rows a head could never be moved. */
    void makeHead(String pipeline) {
        session.update(
                "MERGE INTO " + session.table(dataset, HEADS) + " h USING (SELECT ? AS \"PIPELINE\") n"
                        + " ON h.\"PIPELINE\" = n.\"PIPELINE\" WHEN NOT MATCHED THEN"
                        + " INSERT (\"PIPELINE\", \"HEAD\", \"STATE_VERSION\") VALUES (n.\"PIPELINE\", '', 0)",
                pipeline);
    }
}
