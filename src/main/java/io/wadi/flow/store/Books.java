package io.wadi.flow.store;

import io.wadi.model.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the books of a node without holding up its runs: notes are entered by a thread of their own, in their order. While
 * the store does not answer they wait in a file, and follow when it does. Nothing here ever fails a run.
 */
public final class Books implements AutoCloseable {
    private static final long TRY_AGAIN_MILLIS = 2_000;
    private static final long PATIENCE_MILLIS = 15_000;
    private static final int MOST_AT_ONCE = 500;

    private final Supplier<RunStore> store;
    private final Path folder;
    private final String node;
    private final Consumer<String> warn;
    /** Empty where the writer is only to look up. */
    private final BlockingQueue<Optional<Note>> queue = new LinkedBlockingQueue<>();

    private final Thread writer = new Thread(this::write, "wadi-books");
    private final Object turn = new Object();
    private long asked;
    private long seen;
    private Optional<Spool> spool = Optional.empty();
    private boolean warned;
    private String leftOut = "";
    private volatile boolean closing;

    /**
     * @param store raises {@link StoreDown} while there is none
     * @param folder for notes that wait
     * @param warn told once each time that notes begin to wait or are lost
     */
    public Books(Supplier<RunStore> store, Path folder, String node, Consumer<String> warn) {
        this.store = store;
        this.folder = folder;
        this.node = node;
        this.warn = warn;
        writer.setDaemon(true);
        writer.start();
    }

    public void note(Note note) {
        synchronized (turn) {
            asked++;
            queue.add(Optional.of(note));
        }
    }

    /** Waits until what was noted so far is entered, or kept; no longer than {@code millis}. */
    public void settle(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        synchronized (turn) {
            long until = asked;
            try {
                for (long left = millis; seen < until && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                    turn.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write() {
        takeOver();
        List<Note> notes = new ArrayList<>();
        do {
            take(notes);
            int entered = enter(notes);
            keep(notes.subList(entered, notes.size()));
            synchronized (turn) {
                seen += notes.size();
                turn.notifyAll();
            }
            notes.clear();
        } while (!closing || !queue.isEmpty());
        closeSpool();
    }

    /** Not interrupted ever: that would close the file under it. */
    private void take(List<Note> notes) {
        List<Optional<Note>> taken = new ArrayList<>();
        try {
            Optional.ofNullable(queue.poll(TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                    .ifPresent(taken::add);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.drainTo(taken, MOST_AT_ONCE);
        taken.forEach(each -> each.ifPresent(notes::add));
    }

    /** How many could be; what waits goes first. */
    private int enter(List<Note> notes) {
        int done = 0;
        try {
            if (spool.isPresent()) {
                replay(spool.get());
                warned = false;
            }
            for (List<Note> each : alike(notes)) {
                together(each);
                done += each.size();
            }
        } catch (StoreDown e) {
            tell(e.explanation().what() + "; what runs do is noted in " + folder + ", and follows");
        } catch (IOException e) {
            tell("notes of runs in " + folder + " cannot be read: " + e.getMessage());
        }
        return done;
    }

    /** In their order, lines that follow each other together. */
    private static List<List<Note>> alike(List<Note> notes) {
        List<List<Note>> groups = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= notes.size(); i++) {
            boolean ends = i == notes.size()
                    || i - from == MOST_AT_ONCE
                    || !(notes.get(i - 1) instanceof Note.Said && notes.get(i) instanceof Note.Said);
            if (ends) {
                groups.add(notes.subList(from, i));
                from = i;
            }
        }
        return groups;
    }

    /** A note that nobody can enter is left out: it must not hold up the others. */
    private void together(List<Note> notes) {
        try {
            if (notes.size() == 1) {
                notes.get(0).enter(store.get());
            } else {
                store.get()
                        .logs()
                        .add(notes.stream()
                                .map(note -> ((Note.Said) note).line())
                                .toList());
            }
        } catch (StoreDown e) {
            throw e;
        } catch (RuntimeException e) {
            if (notes.size() > 1) {
                notes.forEach(each -> together(List.of(each)));
            } else {
                leaveOut("a note of a run cannot be entered, and is left out: " + e);
            }
        }
    }

    private void keep(List<Note> notes) {
        if (notes.isEmpty()) {
            return;
        }
        try {
            if (spool.isEmpty()) {
                spool = Optional.of(Spool.open(folder, node));
            }
            spool.get().add(notes);
        } catch (IOException | Failure e) {
            tell("notes of runs cannot be kept in " + folder + " and are lost: " + e.getMessage());
        }
    }

    private void replay(Spool waiting) throws IOException {
        List<Note> notes = new ArrayList<>();
        for (String line : waiting.lines()) {
            try {
                notes.add(Json.note(line));
            } catch (IllegalStateException e) {
                leaveOut("a line in " + folder + " is no note of a run, and is left out: " + e.getMessage());
            }
        }
        alike(notes).forEach(this::together);
        waiting.clear();
    }

    /** Enters what processes left that are gone; not now, where the store does not answer now. */
    private void takeOver() {
        try {
            for (Spool left : Spool.left(folder)) {
                try (left) {
                    replay(left);
                }
            }
        } catch (StoreDown e) {
            // The next process finds it still.
            return;
        } catch (IOException e) {
            tell("notes of runs in " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private void tell(String text) {
        if (!warned) {
            warned = true;
            warn.accept(text);
        }
    }

    /** For the same reason once: the next line of that run may be another such. */
    private void leaveOut(String text) {
        if (!leftOut.equals(text)) {
            leftOut = text;
            warn.accept(text);
        }
    }

    private void closeSpool() {
        if (spool.isPresent()) {
            try (Spool last = spool.get()) {
                replay(last);
            } catch (StoreDown | IOException e) {
                // What is in the file waits for the next process.
                return;
            }
        }
    }

    /** Returns when all is entered or kept. */
    @Override
    public void close() {
        closing = true;
        queue.add(Optional.empty());
        try {
            writer.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
