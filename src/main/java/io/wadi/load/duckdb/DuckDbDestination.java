package io.wadi.load.duckdb;

import io.wadi.load.Destination;
import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.load.PastLoad;
import io.wadi.load.sql.StoredBase;
import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.LoadPackage;
import io.wadi.model.Pause;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A DuckDB file, opened for each call and closed again: while one process has it open, others are refused even for
 * reading.
 */
public final class DuckDbDestination implements Destination {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Path file;
    private final Milestones milestones;
    private final Patience patience;

    /** Waits ten seconds for another process to let the file go. */
    public DuckDbDestination(Path file) {
        this(file, Milestones.NONE, WAIT, Pause.REAL);
    }

    /** @param wait how long to wait, in all, while another process has the file */
    public DuckDbDestination(Path file, Milestones milestones, Duration wait, Pause pause) {
        this.file = file.toAbsolutePath().normalize();
        this.milestones = milestones;
        this.patience = new Patience(wait, pause);
    }

    @Override
    public String describe() {
        return "DuckDB " + file;
    }

    @Override
    public Base base(String pipeline, String dataset, String schemaName, Deadline deadline) {
        return reading(dataset, Base.NONE, deadline, stored -> stored.read(pipeline, schemaName));
    }

    @Override
    public boolean hasReceipt(String pipeline, String dataset, String loadId, Deadline deadline) {
        return reading(dataset, false, deadline, stored -> stored.hasReceipt(pipeline, loadId));
    }

    @Override
    public List<PastLoad> loads(String pipeline, String dataset, String schemaName, int limit, Deadline deadline) {
        return reading(dataset, List.of(), deadline, stored -> stored.loads(pipeline, schemaName, limit));
    }

    @Override
    public boolean deletesByKeys() {
        return true;
    }

    @Override
    public Loaded load(LoadPackage load, Deadline deadline) {
        createDirectory();
        try (DuckDbSession session = patience.with(deadline, () -> DuckDbSession.toWrite(file, deadline))) {
            milestones.reached(Point.BEFORE_SETUP);
            // Another pipeline may be making the same dataset.
            patience.with(deadline, () -> {
                new Books(session, load.dataset()).create(load.pipeline());
                return true;
            });
            milestones.reached(Point.AFTER_SETUP);
            return new LoadTransaction(session, load, milestones).run();
        }
    }

    private <T> T reading(String dataset, T none, Deadline deadline, Function<StoredBase, T> question) {
        if (!Files.exists(file)) {
            return none;
        }
        try (DuckDbSession session = patience.with(deadline, () -> DuckDbSession.toRead(file, deadline))) {
            return question.apply(new StoredBase(session, dataset, new Books(session, dataset).catalogue()));
        }
    }

    private void createDirectory() {
        Path directory = file.getParent();
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new TerminalFailure(
                    Explanation.of("the directory of " + file + " cannot be made")
                            .fix("name a file in a directory that can be written"),
                    e);
        }
    }
}
