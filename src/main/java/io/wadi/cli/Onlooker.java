package io.wadi.cli;

import io.wadi.load.duckdb.DuckDbSight;
import io.wadi.model.CrashPoint;
import io.wadi.model.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a DuckDB file while this process loads into it, as no other process could: at each point of the load, and all the
 * time in between. What it sees it notes at once, for the process may be halted at any time.
 */
final class Onlooker {
    private static final long BREATH = 25;
    private static final Set<CrashPoint> WHILE_OPEN = EnumSet.range(CrashPoint.SETUP_BEGUN, CrashPoint.COMMITTED);

    private final Path file;
    private final Path notes;
    private Optional<DuckDbSight> reader = Optional.empty();

    Onlooker(Path file, Path notes) {
        this.file = file;
        this.notes = notes;
    }

    synchronized void passed(CrashPoint point) {
        if (point == CrashPoint.LOADED) {
            reader.ifPresent(DuckDbSight::close);
            reader = Optional.empty();
        } else if (WHILE_OPEN.contains(point)) {
            if (reader.isEmpty()) {
                reader = Optional.of(DuckDbSight.open(file, true));
                Thread polling = new Thread(this::poll, "wadi-onlooker");
                polling.setDaemon(true);
                polling.start();
            }
            look();
        }
    }

    private void poll() {
        try {
            while (look()) {
                Thread.sleep(BREATH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether it is still looking */
    private synchronized boolean look() {
        if (reader.isEmpty()) {
            return false;
        }
        try {
            String seen = DuckDbGround.look(reader.get()).text();
            Files.writeString(
                    notes, seen + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (Failure e) {
            // A table that another transaction has just changed, say: readers are told to try again.
            reader.get().close();
            reader = Optional.of(DuckDbSight.open(file, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }
}
