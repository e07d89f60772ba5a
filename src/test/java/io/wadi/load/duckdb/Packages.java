package io.wadi.load.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Destination;
import io.wadi.load.PastLoad;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.Part;
import io.wadi.model.Schema;
import io.wadi.model.StalePackage;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Load packages as the stations before would make them. */
public final class Packages {
    public static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678901Z");
    public static final Column ID = Column.required(Column.ROW_ID, DataType.TEXT);
    public static final Column NUMBER = Column.nullable("n", DataType.BIGINT);
    /** What a part of {@link #table} with the column {@link #NUMBER} stores. */
    public static final List<Column> STORED = List.of(NUMBER, ID);

    private Packages() {}

    /** A root table: the columns, then the system columns. */
    public static Table table(String name, Column... columns) {
        List<Column> all = new ArrayList<>(List.of(columns));
        all.add(Column.required(Column.LOAD_ID, DataType.TEXT));
        all.add(ID);
        return table(name, all);
    }

    public static Table table(String name, List<Column> columns) {
        return new Table(name, Optional.empty(), name, WriteDisposition.APPEND, columns, true);
    }

    public static LoadJob append(Table table, Part... parts) {
        return new LoadJob(table, WriteDisposition.APPEND, List.of(parts));
    }

    public static LoadJob replace(Table table, Part... parts) {
        return new LoadJob(table, WriteDisposition.REPLACE, List.of(parts));
    }

    /** The table {@code items} with the numbers. */
    public static LoadJob numbers(long... numbers) {
        Object[][] rows = new Object[numbers.length][];
        for (int i = 0; i < numbers.length; i++) {
            rows[i] = new Object[] {numbers[i], "id-" + numbers[i]};
        }
        return append(table("items", NUMBER), MemoryPart.of(STORED, rows));
    }

    public static LoadPackage load(String id, Head base, LoadJob... jobs) {
        return load("shop", "data", id, base, jobs);
    }

    public static LoadPackage load(String pipeline, String dataset, String id, Head base, LoadJob... jobs) {
        Schema schema = new Schema("source", Stream.of(jobs).map(LoadJob::table).toList());
        return new LoadPackage(
                pipeline,
                dataset,
                id,
                CREATED,
                base,
                schema,
                new Versioned(2, "{\"schema\":1}", "schema-hash"),
                Optional.of(new Versioned(base.stateVersion() + 1, "state of " + id, "state-hash " + id)),
                List.of(jobs),
                "hash of " + id,
                "key of " + id);
    }

    /** The same package under another key. */
    public static LoadPackage keyed(LoadPackage load, String key) {
        return new LoadPackage(
                load.pipeline(),
                load.dataset(),
                load.loadId(),
                load.createdAt(),
                load.base(),
                load.schema(),
                load.stored(),
                load.state(),
                load.clearing(),
                load.jobs(),
                load.hash(),
                key,
                "input");
    }

    /** What is loaded under a key is found under it, and no other package is loaded under it, whatever it follows. */
    public static void oneLoadAKey(Destination destination) {
        destination.load(keyed(load("1.5", Head.NONE, numbers(1)), "k"), Deadline.none());
        LoadPackage other = keyed(load("2.5", new Head("1.5", 1), numbers(2)), "k");

        assertThat(destination.keyed("shop", "data", "k", Deadline.none()))
                .hasValue(new PastLoad("1.5", CREATED, Optional.of("input")));
        assertThat(destination.keyed("other", "data", "k", Deadline.none())).isEmpty();
        assertThat(destination.keyed("shop", "data", "j", Deadline.none())).isEmpty();
        assertThat(destination.keyed("shop", "nowhere", "k", Deadline.none())).isEmpty();
        assertThatThrownBy(() -> destination.load(other, Deadline.none()))
                .isInstanceOf(StalePackage.class)
                .hasMessageContaining("load 1.5 of pipeline shop was committed under the key 'k'");
        assertThat(destination.base("shop", "data", "source", Deadline.none()).head())
                .isEqualTo(new Head("1.5", 1));
        assertThat(destination.load(keyed(other, "j"), Deadline.none()).already())
                .isFalse();
    }
}
