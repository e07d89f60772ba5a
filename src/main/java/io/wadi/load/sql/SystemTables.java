package io.wadi.load.sql;

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
import java.util.Set;
import java.util.stream.Collectors;

/** The tables in which a dataset remembers its loads: dlt's (contract section 5), and ours for heads and receipts. */
public final class SystemTables {
    public static final String LOADS = "_dlt_loads";
    public static final String VERSIONS = "_dlt_version";
    public static final String STATES = "_dlt_pipeline_state";
    public static final String HEADS = "_wadi_heads";
    public static final String RECEIPTS = "_wadi_receipts";
    public static final Set<String> ALL = Set.of(LOADS, VERSIONS, STATES, HEADS, RECEIPTS);

    /** A column of the receipts that older ones lack. */
    public static final String INPUT = "input_hash";

    private static final long SCHEMA_ENGINE = 11;
    private static final long STATE_ENGINE = 4;
    private static final long COMPLETED = 0;

    private final SqlSession session;
    private final String dataset;

    public SystemTables(SqlSession session, String dataset) {
        this.session = session;
        this.dataset = dataset;
    }

    /** The hash of the package that was loaded under this id. */
    public Optional<String> receipt(String pipeline, String loadId) {
        String sql = "SELECT " + name("package_hash") + " FROM " + table(RECEIPTS) + " WHERE " + equal("pipeline")
                + " AND " + equal("load_id");
        return session.query(sql, row -> row.getString(1), pipeline, loadId).stream()
                .findFirst();
    }

    /** @throws StalePackage when another load has the package's key */
    public void refuseKey(LoadPackage load) {
        if (load.key().isEmpty()) {
            return;
        }
        String sql = "SELECT " + name("load_id") + " FROM " + table(RECEIPTS) + " WHERE " + equal("pipeline") + " AND "
                + equal("idempotency_key");
        for (String other : session.query(sql, row -> row.getString(1), load.pipeline(), load.key())) {
            throw keyTaken(load, other);
        }
    }

    /** That this other load has the package's key. */
    public static StalePackage keyTaken(LoadPackage load, String other) {
        return new StalePackage(Explanation.of("load " + other + " of pipeline " + load.pipeline()
                        + " was committed under the key '" + load.key() + "' meanwhile; nothing was loaded twice")
                .fix("run again with this key: it finds that load, and loads nothing"));
    }

    /** @throws StalePackage when the head is no longer the package's base, or somebody is just moving it */
    public void moveHead(LoadPackage load) {
        long moved;
        try {
            moved = session.update(
                    "UPDATE " + table(HEADS) + " SET " + equal("head") + ", " + equal("state_version") + ", "
                            + equal("moved_at") + " WHERE " + equal("pipeline") + " AND " + equal("head"),
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

    /** @throws StalePackage when this head is not the package's base */
    public static void compare(LoadPackage load, String head) {
        if (!head.equals(load.base().loadId())) {
            throw new StalePackage(overtaken(load));
        }
    }

    /** Takes the versions of a schema whose tables go: its next one may count anew. */
    public void forgetSchema(String name) {
        session.update("DELETE FROM " + table(VERSIONS) + " WHERE " + equal("schema_name"), name);
    }

    /** What the load leaves behind: its schema and state where they are new, dlt's entry, and the receipt. */
    public void record(LoadPackage load) {
        String name = load.schema().name();
        Versioned schema = load.stored();
        if (!isStored(schema)) {
            insert(
                    VERSIONS,
                    List.of("version", "engine_version", "inserted_at", "schema_name", "version_hash", "schema"),
                    List.of(schema.version(), SCHEMA_ENGINE, time(load), name, schema.hash(), schema.text()));
        }
        load.state()
                .ifPresent(state -> insert(
                        STATES,
                        List.of(
                                "version",
                                "engine_version",
                                "pipeline_name",
                                "state",
                                "created_at",
                                "version_hash",
                                "_dlt_load_id",
                                "_dlt_id"),
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
                RECEIPTS,
                List.of("pipeline", "load_id", "idempotency_key", "package_hash", "inserted_at", INPUT),
                List.of(load.pipeline(), load.loadId(), load.key(), load.hash(), time(load), load.input()));
        insert(
                LOADS,
                List.of("load_id", "schema_name", "status", "inserted_at", "schema_version_hash"),
                List.of(load.loadId(), name, COMPLETED, time(load), schema.hash()));
    }

    private boolean isStored(Versioned schema) {
        String sql = "SELECT 1 FROM " + table(VERSIONS) + " WHERE " + equal("version_hash") + " LIMIT 1";
        return !session.query(sql, row -> true, schema.hash()).isEmpty();
    }

    /** By name: a dataset that an older dlt began has its columns in another order. */
    private void insert(String table, List<String> columns, List<Object> values) {
        String names = columns.stream().map(this::name).collect(Collectors.joining(", "));
        String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
        session.update("INSERT INTO " + table(table) + " (" + names + ") VALUES (" + marks + ")", values.toArray());
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

    private String name(String column) {
        return session.dialect().name(column);
    }

    private String equal(String column) {
        return name(column) + " = ?";
    }
}
