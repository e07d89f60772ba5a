package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.JsonPage;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Page;
import io.wadi.model.RecordBatch;
import io.wadi.model.Resource;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Turns the pages of a source's resources into batches of its tables. Pages are shredded by several threads against what is
 * known of the tables; the thread that calls learns what is new, in the order of the records, and puts the rows in that
 * order too. So the outcome is the same whatever the pages and the threads.
 */
public final class Normaliser {
    /** Takes finished batches, on the calling thread, each table's in order. */
    public interface Sink {
        void accept(String table, List<Column> columns, RecordBatch batch);
    }

    /** Who shreds, and how many pages at once. */
    public record Workers(ExecutorService executor, int count) {
        public Workers {
            if (count < 1) {
                throw new IllegalArgumentException("workers: " + count);
            }
        }
    }

    private record Pending(NumberedPage page, Future<Shredded> shredded) {}

    private final String schemaName;
    private final Plan plan = new Plan();
    private final Map<String, Table> declared = new LinkedHashMap<>();
    private final Naming naming;
    private final byte[] seed;
    private final Workers workers;
    private final Sink sink;
    private final Deadline deadline;
    private final Map<Integer, Batches> batches = new HashMap<>();
    private final Map<String, Collision> collisions = Growth.noCollisions();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Optional<Current> current = Optional.empty();

    /** The resource whose pages are coming. */
    private final class Current {
        final TablePlan root;
        final Growth growth;
        final RowIds.Roots roots;
        final Shredder shredder;
        final ColumnShredder columns;
        Plan copy = new Plan();
        int copiedAt = -1;
        long records;

        Current(TablePlan root, Growth growth, RowIds.Roots roots) {
            this.root = root;
            this.growth = growth;
            this.roots = roots;
            this.shredder = new Shredder(plan, root, new Links(roots), new Learner(growth, root));
            this.columns = new ColumnShredder(root, growth, new Links(roots));
        }

        Plan copy() {
            if (copiedAt != growth.version()) {
                copy = plan.copy();
                copiedAt = growth.version();
            }
            return copy;
        }
    }

    /**
     * @param base the tables as the destination has them
     * @param seed what random row ids are made from; the same for the same package
     */
    public Normaliser(Schema base, Naming naming, byte[] seed, Workers workers, Sink sink, Deadline deadline) {
        this.schemaName = base.name();
        this.naming = naming;
        this.seed = seed.clone();
        this.workers = workers;
        this.sink = sink;
        this.deadline = deadline;
        for (Table table : base.tables()) {
            int parent = table.parent().map(p -> plan.find(p).index).orElse(-1);
            plan.restore(table.name(), parent, table.columns(), table.seenData());
            declared.put(table.name(), table);
        }
    }

    /** Begins with the pages of {@code resource}. */
    public void begin(Resource resource) {
        drain(0);
        String name = naming.path(resource.hints().table().orElse(resource.name()));
        if (name.startsWith("_dlt") || name.startsWith("_wadi")) {
            throw new ConfigurationFailure(Explanation.of("resource " + resource.name() + " would load into table "
                            + name + ", and names that begin with _dlt or _wadi are those of system tables")
                    .fix("name another table"));
        }
        int level = resource.hints().maxNesting().orElse(1000);
        boolean merges = resource.hints().disposition() == WriteDisposition.MERGE;
        if (merges) {
            refuseUnbuilt(resource);
        }
        boolean keepsRootId = merges || resource.hints().system().rootId() || plan.hasRootIds(name);
        TablePlan root = plan.adopt(name, i -> new TablePlan(i, name, List.of(name), -1, keepsRootId, level));
        if (keepsRootId) {
            plan.keepRootIds(root);
        }
        declared.put(
                name,
                new Table(
                        name,
                        Optional.empty(),
                        resource.name(),
                        resource.hints().disposition(),
                        resource.hints()
                                .writing()
                                .merge()
                                .over(Optional.ofNullable(declared.get(name))
                                        .map(Table::merge)
                                        .orElse(MergeSettings.NONE)),
                        resource.hints()
                                .contract()
                                .or(() ->
                                        Optional.ofNullable(declared.get(name)).flatMap(Table::contract)),
                        List.of(),
                        false));
        Growth growth = new Growth(plan, naming, resource.hints(), collisions);
        root.requiredKeys = merges ? growth.requiredKeys() : List.of();
        current = Optional.of(new Current(root, growth, RowIds.roots(seed, resource.name())));
    }

    private static void refuseUnbuilt(Resource resource) {
        MergeStrategy strategy = resource.hints().writing().merge().effective();
        if (strategy != MergeStrategy.DELETE_INSERT) {
            throw new TerminalFailure(Explanation.of("resource " + resource.name() + ": the merge strategy "
                            + strategy.word() + " is not built yet")
                    .fix("use delete-insert"));
        }
    }

    /**
     * Takes the next page of the resource.
     *
     * @throws Failure when a record cannot be a row
     */
    public void accept(Page page) {
        if (page instanceof JsonPage json) {
            accept(json);
        } else {
            accept((ColumnPage) page);
        }
    }

    /** Mostly a matter of moving arrays: not worth other threads. */
    private void accept(ColumnPage page) {
        deadline.check();
        drain(0);
        Current now = current.orElseThrow(() -> new IllegalStateException("a page before its resource"));
        if (page.records() > 0) {
            TableRows rows = now.columns.shred(page, now.records);
            now.records += page.records();
            append(new Shredded(List.of(rows), page.records(), 0));
        }
    }

    private void accept(JsonPage page) {
        deadline.check();
        Current now = current.orElseThrow(() -> new IllegalStateException("a page before its resource"));
        NumberedPage numbered = new NumberedPage(page, now.records);
        now.records += page.records();
        if (workers.count() == 1 || now.growth.version() == 0) {
            append(now.shredder.shred(numbered, 0, page.from()));
            return;
        }
        drain(workers.count());
        Plan copy = now.copy();
        TablePlan root = copy.table(now.root.index);
        pending.add(new Pending(
                numbered,
                workers.executor()
                        .submit(() -> new Shredder(copy, root, new Links(now.roots), Shredder.Learning.NONE)
                                .shred(numbered, 0, page.from()))));
    }

    private void drain(int atMost) {
        while (pending.size() > atMost) {
            Pending first = pending.remove();
            Shredded shredded = join(first.shredded());
            append(shredded);
            if (shredded.records() < first.page().page().records()) {
                append(current.orElseThrow().shredder.shred(first.page(), shredded.records(), shredded.next()));
            }
        }
    }

    private Shredded join(Future<Shredded> future) {
        try (Deadline.Registration registration = deadline.onCancel(() -> future.cancel(true))) {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            deadline.cancel("interrupted");
            deadline.check();
            throw new IllegalStateException(e);
        } catch (CancellationException e) {
            deadline.check();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void append(Shredded shredded) {
        for (TableRows rows : shredded.tables()) {
            if (rows.rows > 0) {
                TablePlan table = plan.table(rows.plan.index);
                batches.computeIfAbsent(table.index, i -> new Batches(table, sink))
                        .append(rows);
            }
        }
    }

    /** Ends all resources: the last batches go out. */
    public Normalised finish() {
        drain(0);
        plan.tables().forEach(t -> Optional.ofNullable(batches.get(t.index)).ifPresent(Batches::flush));
        List<Table> tables = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            tables.add(finished(table));
        }
        return new Normalised(new Schema(schemaName, tables), List.copyOf(collisions.values()));
    }

    private Table finished(TablePlan table) {
        Optional<String> parent = table.isRoot() ? Optional.empty() : Optional.of(plan.table(table.parent).name);
        TablePlan root = table;
        while (!root.isRoot()) {
            root = plan.table(root.parent);
        }
        Table like = Optional.ofNullable(declared.get(root.name)).orElseThrow();
        return new Table(
                table.name,
                parent,
                like.resource(),
                like.disposition(),
                parent.isEmpty() ? like.merge() : MergeSettings.NONE,
                parent.isEmpty() ? like.contract() : Optional.empty(),
                table.columns,
                table.seenData);
    }
}
