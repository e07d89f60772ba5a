package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dataset remembers of its loads, and what the next run reads there (contract section 5). */
class SystemTablesTest {
    private static final String TIME = "TIMESTAMP WITH TIME ZONE";

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("shop.duckdb");
    }

    private Base base(String pipeline) {
        return new DuckDbDestination(file()).base(pipeline, "data", "source", Deadline.none());
    }

    private void run(LoadPackage load) {
        new DuckDbDestination(file()).load(load, Deadline.none());
    }

    private List<String> columns(String table) {
        return Database.rows(
                file(),
                "SELECT column_name || ' ' || data_type || if(is_nullable, '', ' NOT NULL') FROM duckdb_columns()"
                        + " WHERE table_name = '" + table + "' ORDER BY column_index");
    }

    private List<String> rows(String sql) {
        return Database.rows(file(), sql);
    }

    @Test
    void theTablesAreThoseOfDlt() {
        run(load("1.5", Head.NONE, numbers(1)));

        assertThat(columns("_dlt_loads"))
                .containsExactly(
                        "load_id VARCHAR NOT NULL",
                        "schema_name VARCHAR",
                        "status BIGINT NOT NULL",
                        "inserted_at " + TIME + " NOT NULL",
                        "schema_version_hash VARCHAR");
        assertThat(columns("_dlt_version"))
                .containsExactly(
                        "version BIGINT NOT NULL",
                        "engine_version BIGINT NOT NULL",
                        "inserted_at " + TIME + " NOT NULL",
                        "schema_name VARCHAR NOT NULL",
                        "version_hash VARCHAR NOT NULL",
                        "schema VARCHAR NOT NULL");
        assertThat(columns("_dlt_pipeline_state"))
                .containsExactly(
                        "version BIGINT NOT NULL",
                        "engine_version BIGINT NOT NULL",
                        "pipeline_name VARCHAR NOT NULL",
                        "state VARCHAR NOT NULL",
                        "created_at " + TIME + " NOT NULL",
                        "version_hash VARCHAR",
                        "_dlt_load_id VARCHAR NOT NULL",
                        "_dlt_id VARCHAR NOT NULL");
    }

    @Test
    void everyLoadLeavesItsEntryStateAndReceiptAndANewSchemaOnlyOnce() {
        run(load("1.5", Head.NONE, numbers(1)));
        run(load("2.5", new Head("1.5", 1), numbers(2)));

        String created = "2026-01-02T03:04:05.678901Z";
        assertThat(rows("FROM data._dlt_loads ORDER BY load_id"))
                .containsExactly(
                        "1.5,source,0," + created + ",schema-hash", "2.5,source,0," + created + ",schema-hash");
        assertThat(rows("FROM data._dlt_version"))
                .containsExactly("2,11," + created + ",source,schema-hash,{\"schema\":1}");
        assertThat(rows("SELECT * EXCLUDE (_dlt_id) FROM data._dlt_pipeline_state ORDER BY version"))
                .containsExactly(
                        "1,4,shop,state of 1.5," + created + ",state-hash 1.5,1.5",
                        "2,4,shop,state of 2.5," + created + ",state-hash 2.5,2.5");
        assertThat(rows("SELECT DISTINCT _dlt_id FROM data._dlt_pipeline_state"))
                .hasSize(2)
                .allMatch(id -> id.matches("[A-Za-z0-9+/]{14}"));
        assertThat(rows("FROM data._wadi_receipts ORDER BY load_id"))
                .containsExactly(
                        "shop,1.5,key of 1.5,hash of 1.5," + created + ",",
                        "shop,2.5,key of 2.5,hash of 2.5," + created + ",");
        assertThat(rows("FROM data._wadi_heads")).containsExactly("shop,2.5,2," + created);
    }

    @Test
    void aPackageWithoutStateWritesNoneAndKeepsItsVersion() {
        run(load("1.5", Head.NONE, numbers(1)));
        LoadPackage full = load("2.5", new Head("1.5", 1), numbers(2));
        run(new LoadPackage(
                full.pipeline(),
                full.dataset(),
                full.loadId(),
                full.createdAt(),
                full.base(),
                full.schema(),
                full.stored(),
                Optional.empty(),
                full.jobs(),
                full.hash(),
                full.key()));

        assertThat(rows("SELECT version FROM data._dlt_pipeline_state")).containsExactly("1");
        assertThat(base("shop").head()).isEqualTo(new Head("2.5", 1));
        assertThat(base("shop").state()).hasValue("state of 1.5");
    }

    @Test
    void beforeTheFirstLoadThereIsNothingAndNoFileIsMade() {
        assertThat(base("shop")).isEqualTo(Base.NONE);
        assertThat(Files.exists(file())).isFalse();

        Database.execute(file(), "CREATE TABLE other AS SELECT 1 AS x");
        assertThat(base("shop")).isEqualTo(Base.NONE);
        assertThat(new DuckDbDestination(file()).hasReceipt("shop", "data", "1.5", Deadline.none()))
                .isFalse();
    }

    @Test
    void theBaseIsTheNewestLoadAndBelongsToThePipeline() {
        run(load("9.5", Head.NONE, numbers(1)));
        run(load("10.5", new Head("9.5", 1), numbers(2)));

        assertThat(base("shop"))
                .isEqualTo(
                        new Base(new Head("10.5", 2), Optional.of("state of 10.5"), Optional.of("{\"schema\":1}"), 2));
        assertThat(base("other")).isEqualTo(new Base(Head.NONE, Optional.empty(), Optional.of("{\"schema\":1}"), 2));
    }

    @Test
    void aStateWhoseLoadWasNotCompletedDoesNotCount() {
        run(load("1.5", Head.NONE, numbers(1)));
        Database.execute(
                file(),
                "INSERT INTO data._dlt_pipeline_state VALUES (7, 4, 'shop', 'lost', now(), 'h', '9.5', 'id')",
                "INSERT INTO data._dlt_pipeline_state VALUES (8, 4, 'shop', 'broken', now(), 'h', '8.5', 'id')",
                "INSERT INTO data._dlt_loads VALUES ('8.5', 'source', 1, now(), 'h')");

        assertThat(base("shop").state()).hasValue("state of 1.5");
    }

    @Test
    void aDatasetOfDltIsTakenOverWithItsStateAndSchema() {
        // As an older dlt left it: the state's hash came later and stands last.
        Database.execute(
                file(),
                "CREATE SCHEMA data",
                "CREATE TABLE data._dlt_loads (load_id VARCHAR NOT NULL, schema_name VARCHAR, status BIGINT NOT NULL,"
                        + " inserted_at TIMESTAMPTZ NOT NULL, schema_version_hash VARCHAR)",
                "CREATE TABLE data._dlt_pipeline_state (version BIGINT NOT NULL, engine_version BIGINT NOT NULL,"
                        + " pipeline_name VARCHAR NOT NULL, state VARCHAR NOT NULL, created_at TIMESTAMPTZ NOT NULL,"
                        + " _dlt_load_id VARCHAR NOT NULL, _dlt_id VARCHAR NOT NULL, version_hash VARCHAR)",
                "CREATE TABLE data._dlt_version (version BIGINT NOT NULL, engine_version BIGINT NOT NULL,"
                        + " inserted_at TIMESTAMPTZ NOT NULL, schema_name VARCHAR NOT NULL,"
                        + " version_hash VARCHAR NOT NULL, schema VARCHAR NOT NULL)",
                "INSERT INTO data._dlt_loads VALUES ('1.5', 'source', 0, now(), 'h')",
                "INSERT INTO data._dlt_pipeline_state VALUES (6, 4, 'shop', 'theirs', now(), '1.5', 'id', 'h')",
                "INSERT INTO data._dlt_version VALUES (3, 11, now(), 'source', 'h', 'their schema')");

        Base base = base("shop");
        assertThat(base).isEqualTo(new Base(new Head("", 6), Optional.of("theirs"), Optional.of("their schema"), 3));

        run(load("2.5", base.head(), numbers(1)));
        assertThat(base("shop").head()).isEqualTo(new Head("2.5", 7));
        assertThat(base("shop").state()).hasValue("state of 2.5");
    }
}
