package io.wadi.load.duckdb;

import io.wadi.load.Destination;
import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.load.PastLoad;
import io.wadi.load.SetAsideRow;
import io.wadi.load.sql.StoredBase;
import io.wadi.load.sql.SystemTables;
import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.LoadPackage;
import io.wadi.model.Pause;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
    private final Seen seen;
    /** Most processes load once, and have no use for what the file would say of the next run. */
    private volatile boolean loadsOften;

    /** Waits ten seconds for another process to let the file go. */
    public DuckDbDestination(Path file) {
        this(file, Milestones.NONE, WAIT, Pause.REAL);
    }

    /** @param wait how long to wait, in all, while another process has the file */
    public DuckDbDestination(Path file, Milestones milestones, Duration wait, Pause pause) {
        this.file = file.toAbsolutePath().normalize();
        this.milestones = milestones;
        this.patience = new Patience(wait, pause);
        this.seen = new Seen(this.file);
    }

    /** Loads DuckDB's library, of 70 MB; a load that begins meanwhile waits for the rest only. */
    public static void prepare() {
        DuckDbFile.prepare();
    }

    @Override
    public String describe() {
        return "DuckDB " + file;
    }

    @Override
    public Base base(String pipeline, String dataset, String schemaName, Deadline deadline) {
        Seen.Question question = new Seen.Question(pipeline, dataset, schemaName);
        return seen.base(question)
                .orElseGet(() -> reading(dataset, Base.NONE, deadline, stored -> {
                    Base base = stored.read(pipeline, schemaName);
                    seen.note(question, base, false);
                    return base;
                }));
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
    public Optional<PastLoad> keyed(String pipeline, String dataset, String key, Deadline deadline) {
        return reading(dataset, Optional.empty(), deadline, stored -> stored.keyed(pipeline, key));
    }

    @Override
    public List<SetAsideRow> setAside(String pipeline, String dataset, Deadline deadline) {
        return reading(dataset, List.of(), deadline, stored -> stored.setAside(pipeline));
    }

    @Override
    public boolean deletesByKeys() {
        return true;
    }

    @Override
    public Loaded load(LoadPackage load, Deadline deadline) {
        return load(load, deadline, statement -> {});
    }

    @Override
    public Loaded load(LoadPackage load, Deadline deadline, Consumer<String> sent) {
        createDirectory();
        Seen.Question next =
                new Seen.Question(load.pipeline(), load.dataset(), load.schema().name());
        try (DuckDbSession session = patience.with(deadline, () -> DuckDbSession.toWrite(file, deadline))) {
            session.tell(sent);
            milestones.reached(Point.BEFORE_SETUP);
            boolean isMade = seen.isMade(next);
            seen.forget();
            // Another pipeline may be making the same dataset.
            patience.with(deadline, () -> {
                if (!isMade) {
                    new Books(session, load.dataset()).create(load.pipeline());
                }
                return true;
            });
            milestones.reached(Point.AFTER_SETUP);
            Loaded loaded = new LoadTransaction(session, load, milestones).run();
            session.tell(statement -> {});
            if (loadsOften) {
                see(session, next);
            }
            loadsOften = true;
            return loaded;
        }
    }

    /** What the next load starts from; closing writes all into the file, and here that is done before. */
    private void see(DuckDbSession session, Seen.Question next) {
        try {
            session.query("CHECKPOINT", row -> true);
            Base base = new StoredBase(
                            session, next.dataset(), new Books(session, next.dataset()).catalogue(SystemTables.ALL))
                    .read(next.pipeline(), next.schemaName());
            seen.note(next, base, true);
        } catch (Failure e) {
            // What was loaded is loaded - another load may be under way in the same file - and the next run asks.
            seen.forget();
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
