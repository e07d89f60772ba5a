package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.Part;
import io.wadi.model.Schema;
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
}
