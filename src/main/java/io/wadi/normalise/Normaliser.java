package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ContractViolation;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.RecordBatch;
import io.wadi.model.Resource;
import io.wadi.model.Schema;
import io.wadi.model.SchemaContract.Mode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    private record Pending(NumberedPage page, int revision, Future<Shredded> shredded) {}

    private final Plan plan = new Plan();
    private final Declarations declarations;
    private final Naming naming;
    private final byte[] seed;
    private final Workers workers;
    private final Sink sink;
    private final Deadline deadline;
    private final Map<Integer, Batches> batches = new HashMap<>();
    private final Map<String, Collision> collisions = new TreeMap<>();
    private final Map<Discarded, Discarded> discarded = new HashMap<>();
    private final Narrowings narrowings = new Narrowings();
    private final List<Quarantined> quarantined = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Optional<Current> current = Optional.empty();
    /** Ends the run, once it is clear that no other goes before it. */
    private Optional<ContractViolation> violation = Optional.empty();

    /**
     * @param base the tables as the destination has them
     * @param seed what random row ids are made from; the same for the same package
     */
    public Normaliser(Schema base, Naming naming, byte[] seed, Workers workers, Sink sink, Deadline deadline) {
        this.declarations = new Declarations(base, naming, plan);
        this.naming = naming;
        this.seed = seed.clone();
        this.workers = workers;
        this.sink = sink;
        this.deadline = deadline;
    }

    /**
     * Tells of all resources before the first begins: a list may feed another's table, and contracts speak of new ones. Those
     * that are not told of are declared when they begin.
     */
    public void declare(List<Resource> resources) {
        resources.forEach(declarations::declare);
    }

    /** Begins with the pages of {@code resource}. */
    public void begin(Resource resource) {
        unlessViolated(() -> drain(0));
        Declared declared = declarations.declare(resource);
        declarations.begin(declared);
        TablePlan root = plan.find(declared.table.name());
        root.requiredKeys = declared.requiredKeys();
        Growth growth = new Growth(plan, naming, declarations, declared, collisions);
        Quarantine quarantine = new Quarantine(resource.name(), resource.hints().quarantine(), quarantined);
        current = Optional.of(
                new Current(plan, declared, root, growth, RowIds.roots(seed, resource.name()), narrowings, quarantine));
    }

    /**
     * Takes the next page of the resource.
     *
     * @throws Failure when a record cannot be a row
     */
    public void accept(Page page) {
        if ((page instanceof ColumnPage || page.records() > 0) && !isAdmitted(page)) {
            return;
        }
        current.ifPresent(now -> declarations.arrived(now.declared));
        unlessViolated(() -> {
            if (page instanceof JsonPage json) {
                accept(json);
            } else {
                accept((ColumnPage) page);
            }
        });
    }

    /** Root tables are judged before all else, as with dlt: what violates a contract further down waits for them. */
    private void unlessViolated(Runnable step) {
        if (violation.isPresent()) {
            return;
        }
        try {
            step.run();
        } catch (ContractViolation e) {
            if (!declarations.mayFreeze()) {
                throw e;
            }
            violation = Optional.of(e);
        }
    }

    /** Contract section 7: whether rows of the root table may come, in case it is new. */
    private boolean isAdmitted(Page page) {
        Current now = current.orElseThrow(() -> new IllegalStateException("a page before its resource"));
        String name = now.root.name;
        try {
            Mode mode = now.declared.contracts.table(name, now.isNew);
            if (mode != Mode.EVOLVE && page.records() > 0) {
                Discards.add(discarded, new Discarded(name, "", Discarded.Why.NEW_TABLE, mode, page.records()));
            }
            return mode == Mode.EVOLVE;
        } catch (Frozen e) {
            throw e.at(page.origin().of(0));
        }
    }

    /** Mostly a matter of moving arrays: not worth other threads. */
    private void accept(ColumnPage page) {
        deadline.check();
        drain(0);
        Current now = current.orElseThrow(() -> new IllegalStateException("a page before its resource"));
        if (page.records() == 0) {
            now.columns.materialise(page);
        } else {
            now.rows(page, this::append);
        }
    }

    private void accept(JsonPage page) {
        deadline.check();
        Current now = current.orElseThrow(() -> new IllegalStateException("a page before its resource"));
        NumberedPage numbered = new NumberedPage(page, now.records);
        now.records += page.records();
        if (workers.count() == 1 || now.growth.version() == 0) {
            now.records(numbered, () -> List.of(now.shred(numbered, 0, page.from())), this::append);
            return;
        }
        drain(workers.count());
        Plan copy = now.copy();
        TablePlan root = copy.table(now.root.index);
        pending.add(new Pending(
                numbered,
                now.growth.revision(),
                workers.executor()
                        .submit(() -> new Shredder(copy, root, new Links(now.roots), Shredder.Learning.NONE)
                                .shred(numbered, 0, page.from()))));
    }

    private void drain(int atMost) {
        while (pending.size() > atMost) {
            Pending first = pending.remove();
            Current now = current.orElseThrow();
            JsonPage page = first.page().page();
            now.records(first.page(), () -> shredded(now, first, page), this::append);
        }
    }

    private List<Shredded> shredded(Current now, Pending first, JsonPage page) {
        if (first.revision() != now.growth.revision()) {
            first.shredded().cancel(true);
            return List.of(now.shred(first.page(), 0, page.from()));
        }
        Shredded shredded = join(first.shredded());
        return shredded.records() == page.records()
                ? List.of(shredded)
                : List.of(shredded, now.shred(first.page(), shredded.records(), shredded.next()));
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
        shredded.discarded().forEach(one -> Discards.add(discarded, one));
        for (TableRows rows : shredded.tables()) {
            if (rows.rows > 0) {
                TablePlan table = plan.table(rows.plan.index);
                batches.computeIfAbsent(table.index, i -> new Batches(table, sink))
                        .append(rows);
            }
        }
    }

    /** Those of all resources until now that cannot be loaded. */
    public List<Quarantined> quarantined() {
        unlessViolated(() -> drain(0));
        return List.copyOf(quarantined);
    }

    /** Ends all resources: the last batches go out. */
    public Normalised finish() {
        unlessViolated(() -> drain(0));
        violation.ifPresent(v -> {
            throw v;
        });
        plan.tables().forEach(t -> Optional.ofNullable(batches.get(t.index)).ifPresent(Batches::flush));
        List<Finding> findings = new ArrayList<>(collisions.values());
        discarded.values().stream()
                .sorted(Comparator.comparing(Discarded::table)
                        .thenComparing(Discarded::column)
                        .thenComparing(Discarded::why)
                        .thenComparing(Discarded::mode))
                .forEach(findings::add);
        findings.addAll(narrowings.all());
        findings.addAll(SetAside.of(quarantined));
        Schema schema = declarations.schema();
        plan.tables().stream()
                .filter(table -> batches.containsKey(table.index))
                .flatMap(table -> schema.table(table.name).stream())
                .filter(Keyless::is)
                .forEach(table -> findings.add(new Keyless(table.name())));
        return new Normalised(declarations.declared(), schema, findings);
    }
}
