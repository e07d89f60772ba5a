package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.STORED;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.replace;
import static io.wadi.load.duckdb.Packages.table;

import io.wadi.load.Milestones;
import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.Pause;
import io.wadi.model.WriteDisposition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A load in a process of its own, whose JVM is halted at a point of it. */
final class CrashingLoad {
    static final int HALTED = 77;
    /** In place of a milestone: halts while rows come in. */
    static final String AMONG_ROWS = "AMONG_ROWS";

    private CrashingLoad() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        String at = arguments[1];
        LoadPackage load = switch (arguments[2]) {
            case "first" -> first(at);
            case "second" -> second(at);
            default -> merge(at);
        };
        Milestones milestones = point -> haltIf(point.name().equals(at));
        new DuckDbDestination(file, milestones, Duration.ZERO, Pause.REAL).load(load, Deadline.none());
    }

    /** Into an empty file. */
    static LoadPackage first(String at) {
        return load(
                "1.5",
                Head.NONE,
                append(table("added", NUMBER), part(50_000, at)),
                append(table("replaced", NUMBER), part(50_000, "")));
    }

    /** More rows, a replaced table, one with a new column, and a new one. */
    static LoadPackage second(String at) {
        Column later = Column.nullable("later", DataType.TEXT);
        return load(
                "2.5",
                new Head("1.5", 1),
                replace(table("replaced", NUMBER), part(300_000, "")),
                append(table("added", NUMBER, later), part(50_000, at)),
                append(table("new", NUMBER), part(10, "")));
    }

    /** After {@link #first}: numbers that are there already, and as many that are not. */
    static LoadPackage merge(String at) {
        Column key = NUMBER.with(Set.of(ColumnRole.PRIMARY_KEY));
        return load(
                "2.5",
                new Head("1.5", 1),
                new LoadJob(table("added", key), WriteDisposition.MERGE, List.of(part(100_000, at))));
    }

    private static Part part(int rows, String at) {
        int size = rows / 10;
        Part numbers = MemoryPart.numbers(STORED, 10, size);
        return new MemoryPart(STORED, rows, 10, index -> {
            haltIf(index == 7 && at.equals(AMONG_ROWS));
            return numbers.read(index);
        });
    }

    private static void haltIf(boolean here) {
        if (here) {
            Runtime.getRuntime().halt(HALTED);
        }
    }

    /** The tables that are not the system's. */
    static List<String> tables(Path file) {
        return Database.rows(
                file, "SELECT table_name FROM duckdb_tables() WHERE table_name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY 1");
    }
}
