package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final PartFunction ONLY = new PartFunction();

    private final Map<Long, PartScan> scans = new ConcurrentHashMap<>();
    private final AtomicLong handles = new AtomicLong();

    private PartFunction() {}

    /** A statement that reads a part. */
    @FunctionalInterface
    interface Statement {
        /** Runs with {@code select}, the part's columns as they are stored, and says how many rows came in. */
        long run(String select);
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
     * Runs {@code statement} on the rows of {@code part}; what reading the part throws comes out as it is.
     *
     * @param ordered whether the rows are wanted in their order, which is slower
     * @param extra expressions that stand after the part's own columns
     */
    static long read(Part part, boolean ordered, List<String> extra, Deadline deadline, Statement statement) {
        PartScan scan = new PartScan(part, ordered, deadline);
        long handle = ONLY.handles.incrementAndGet();
        ONLY.scans.put(handle, scan);
        try {
            return statement.run(select(scan.columns(), extra, handle));
        } catch (Failure e) {
            scan.rethrow();
            throw e;
        } finally {
            ONLY.scans.remove(handle);
        }
    }

    private static String select(List<Column> columns, List<String> extra, long handle) {
        StringJoiner list = new StringJoiner(", ", "SELECT ", " FROM " + NAME + "(" + handle + ")");
        for (int i = 0; i < columns.size(); i++) {
            list.add(DuckDbType.of(columns.get(i)).read("c" + i));
        }
        extra.forEach(list::add);
        return list.toString();
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
        return new PartReader(init.getBindData());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) {
        PartReader reader = call.getLocalInitData();
        return reader.fill(chunk, call.getInitData());
    }
}
