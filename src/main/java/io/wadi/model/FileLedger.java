package io.wadi.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that a resource has loaded, by path; a run notes more while it reads. It becomes part of the pipeline's state
 * with the load. For the one thread that pulls.
 */
public final class FileLedger {
    private final Map<String, FileMark> marks;

    public FileLedger(Map<String, FileMark> loaded) {
        this.marks = new TreeMap<>(loaded);
    }

    public Optional<FileMark> find(String path) {
        return Optional.ofNullable(marks.get(path));
    }

    public void note(String path, FileMark mark) {
        marks.put(path, mark);
    }

    public boolean isEmpty() {
        return marks.isEmpty();
    }

    public Map<String, FileMark> marks() {
        return Map.copyOf(marks);
    }
}
