package io.wadi.load.snowflake;

import io.wadi.load.Destination;
import io.wadi.load.Leaving;
import io.wadi.load.Loaded;
import io.wadi.load.Meter;
import io.wadi.load.Milestones;
import io.wadi.load.PastLoad;
import io.wadi.load.SetAsideRow;
import io.wadi.load.Sweep;
import io.wadi.load.sql.StoredBase;
import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.LoadPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A database of Snowflake's, connected to anew for each call: connections that idle cost more than a login. */
public final class SnowflakeDestination implements Destination {
    /** The longest name of a table or column, in characters. */
    public static final int LONGEST_NAME = SnowflakeTables.LONGEST_NAME;

    private final SnowflakeSettings settings;
    private final Connecting connecting;
    private final Path work;
    private final QueryTag tag;
    private final Milestones milestones;

    /**
     * @param work a folder below which files may lie on their way
     * @param labels what query tags say of the run beside pipeline, load and table, such as its deployment
     */
    public SnowflakeDestination(SnowflakeSettings settings, Path work, Map<String, String> labels) {
        this(settings, work, labels, Milestones.NONE);
    }

    public SnowflakeDestination(
            SnowflakeSettings settings, Path work, Map<String, String> labels, Milestones milestones) {
        this.settings = settings;
        this.connecting = new Connecting(settings);
        this.work = work;
        this.tag = QueryTag.of(labels);
        this.milestones = milestones;
    }

    @Override
    public String describe() {
        return "Snowflake " + settings.databaseName() + " at " + settings.account();
    }

    @Override
    public Base base(String pipeline, String dataset, String schemaName, Deadline deadline) {
        return reading(pipeline, dataset, deadline, stored -> stored.read(pipeline, schemaName));
    }

    @Override
    public boolean hasReceipt(String pipeline, String dataset, String loadId, Deadline deadline) {
        return reading(pipeline, dataset, deadline, stored -> stored.hasReceipt(pipeline, loadId));
    }

    @Override
    public List<PastLoad> loads(String pipeline, String dataset, String schemaName, int limit, Deadline deadline) {
        return reading(pipeline, dataset, deadline, stored -> stored.loads(pipeline, schemaName, limit));
    }

    @Override
    public Optional<PastLoad> keyed(String pipeline, String dataset, String key, Deadline deadline) {
        return reading(pipeline, dataset, deadline, stored -> stored.keyed(pipeline, key));
    }

    @Override
    public List<SetAsideRow> setAside(String pipeline, String dataset, Deadline deadline) {
        return reading(pipeline, dataset, deadline, stored -> stored.setAside(pipeline));
    }

    /** A warehouse runs for a minute at least. */
    @Override
    public boolean costsToAsk() {
        return true;
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
        QueryTag tagged = tag.with("pipeline", load.pipeline()).with("load", load.loadId());
        Meter meter = new Meter("prepare", sent);
        try (SnowflakeSession session = connecting.open(tagged, deadline, meter)) {
            return new SnowflakeLoad(session, load, milestones, meter).run(work).with(meter.effort());
        }
    }

    /** Of the whole dataset, for its loads share one stage. */
    @Override
    public List<Leaving> sweep(String pipeline, String dataset, Sweep sweep, Deadline deadline) {
        try (SnowflakeSession session = connecting.open(tag.with("pipeline", pipeline), deadline)) {
            return new Leavings(session, dataset, sweep).sweep();
        }
    }

    private <T> T reading(String pipeline, String dataset, Deadline deadline, Function<StoredBase, T> question) {
        try (SnowflakeSession session = connecting.open(tag.with("pipeline", pipeline), deadline)) {
            return question.apply(new StoredBase(session, dataset, new Books(session, dataset).catalogue()));
        }
    }
}
