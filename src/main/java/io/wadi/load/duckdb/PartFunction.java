package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * {@code wadi_part(handle)}: the rows of a part as a table. There is one for the whole process, because a name cannot be
 * registered again in a database that has it, and one database is shared by all connections to its file.
 */
final class PartFunction implements DuckDBTableFunction<PartScan, AtomicInteger, PartReader> {
    private static final String NAME = "wadi_part";
    /** A call of it, with the handle that tells the part. */
    static final Pattern NUMBERED = Pattern.compile("(" + NAME + "\\()\\d+(\\))");

    private static final PartFunction ONLY = new PartFunction();

    private final Map<Long, PartScan> scans = new ConcurrentHashMap<>();
    private final AtomicLong handles = new AtomicLong();

    private PartFunction() {}

    /** A part that a statement can read. */
    record Source(List<Column> columns, String function) {
        /** The part's columns as they are stored, then more expressions. */
        String select(List<String> extra) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                all.add(stored(i));
            }
            all.addAll(extra);
            return "SELECT " + String.join(", ", all) + " FROM " + function;
        }

        /** The expression of a column as it is stored; empty where the part is from before it came to be. */
        Optional<String> stored(String column) {
            int index = columns.stream().map(Column::name).toList().indexOf(column);
            return index < 0 ? Optional.empty() : Optional.of(stored(index));
        }

        private String stored(int column) {
            return DuckDbType.of(columns.get(column)).read("c" + column);
        }
    }

    /** One at a time: two registrations at once conflict, where a later one is ignored. */
    static synchronized void register(Connection connection) throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME).withParameter(Long.class).withFunction(ONLY).register(connection);
        }
        // The driver notes every registration for ever, and a server registers once a load.
        DuckDBDriver.clearFunctionsRegistry();
    }

    /**
     * Runs {@code statement} on the rows of {@code parts}; what reading them throws comes out as it is.
     *
     * @param ordered whether the rows of each are wanted in their order, which is slower
     * @param statement says how many rows came in
     */
    static long read(List<Part> parts, boolean ordered, Deadline deadline, ToLongFunction<List<Source>> statement) {
        Map<Long, PartScan> reading = new LinkedHashMap<>();
        List<Source> sources = new ArrayList<>();
        for (Part part : parts) {
            long handle = ONLY.handles.incrementAndGet();
            PartScan scan = new PartScan(part, ordered, deadline);
            reading.put(handle, scan);
            sources.add(new Source(scan.columns(), NAME + "(" + handle + ")"));
        }
        ONLY.scans.putAll(reading);
        try {
            return statement.applyAsLong(sources);
        } catch (Failure e) {
            reading.values().forEach(PartScan::rethrow);
            throw e;
        } finally {
            ONLY.scans.keySet().removeAll(reading.keySet());
        }
    }

    @Override
    public PartScan bind(DuckDBTableFunctionBindInfo bind) {
        PartScan scan = scans.get(bind.getParameter(0).getLong());
        if (scan == null) {
            throw new IllegalArgumentException(NAME + " was called with a handle that nobody holds");
        }
        for (int i = 0; i < scan.columns().size(); i++) {
            bind.addResultColumn(
                    "c" + i, DuckDbType.of(scan.columns().get(i)).carrier().type());
        }
        bind.setCardinality(scan.part().rows(), true);
        return scan;
    }

    @Override
    public AtomicInteger init(DuckDBTableFunctionInitInfo init) {
        PartScan scan = init.getBindData();
        init.setMaxThreads(scan.threads());
        return new AtomicInteger();
    }

    @Override
    public PartReader localInit(DuckDBTableFunctionInitInfo init) {
        return new PartReader(init.getBindData(), VectorMemory.known());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) {
        PartReader reader = call.getLocalInitData();
        return reader.fill(chunk, call.getInitData());
    }
}
