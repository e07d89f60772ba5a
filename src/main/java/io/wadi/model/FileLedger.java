package io.wadi.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that a resource has loaded, by path; a run notes more while it reads. It becomes part of the pipeline's state
 * with the load. For the one thread that pulls.
 */
public final class FileLedger {
    private final Map<String, FileMark> marks;
    private final Map<String, FileMark> noted = new HashMap<>();
    private final Map<String, FileMark> news = new TreeMap<>();

    public FileLedger(Map<String, FileMark> loaded) {
        this.marks = new TreeMap<>(loaded);
    }

    /** What this run has read of the file, or an earlier attempt that it goes on with. */
    public Optional<FileMark> noted(String path) {
        return Optional.ofNullable(noted.get(path));
    }

    public Optional<FileMark> find(String path) {
        return Optional.ofNullable(marks.get(path));
    }

    public void note(String path, FileMark mark) {
        marks.put(path, mark);
        noted.put(path, mark);
        news.put(path, mark);
    }

    /** What was noted since this was last asked. */
    public Map<String, FileMark> news() {
        Map<String, FileMark> all = new TreeMap<>(news);
        news.clear();
        return all;
    }

    public boolean isEmpty() {
        return marks.isEmpty();
    }

    public Map<String, FileMark> marks() {
        return Map.copyOf(marks);
    }
}
