package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a pipeline remembers between runs, kept with its data at the destination: a cursor for each resource and path, and
 * the files that were loaded.
 *
 * @param files by resource and path of the file
 * @param reset the sources of which a resource began again: dlt notes them even when there is nothing else to say
 */
public record PipelineState(Map<Key, CursorState> cursors, Map<Key, FileMark> files, Set<String> reset) {
    public static final PipelineState EMPTY = new PipelineState(Map.of());

    public PipelineState(Map<Key, CursorState> cursors) {
        this(cursors, Map.of(), Set.of());
    }

    /** A resource of a source, and the path of its cursor, or of a file. */
    public record Key(String source, String resource, String path) {
        public Key {
            requireNonNull(source);
            requireNonNull(resource);
            requireNonNull(path);
        }

        boolean isOf(String otherSource, String otherResource) {
            return source.equals(otherSource) && resource.equals(otherResource);
        }
    }

    public PipelineState {
        cursors = Map.copyOf(cursors);
        files = Map.copyOf(files);
        reset = Set.copyOf(reset);
    }

    public CursorState cursor(Key key) {
        return cursors.getOrDefault(key, CursorState.NONE);
    }

    public PipelineState with(Key key, CursorState state) {
        Map<Key, CursorState> next = new HashMap<>(cursors);
        next.put(key, state);
        return new PipelineState(next, files, reset);
    }

    /** The files that a resource has loaded. */
    public FileLedger files(String source, String resource) {
        Map<String, FileMark> marks = new HashMap<>();
        files.forEach((key, mark) -> {
            if (key.isOf(source, resource)) {
                marks.put(key.path(), mark);
            }
        });
        return new FileLedger(marks);
    }

    public PipelineState with(String source, String resource, FileLedger loaded) {
        if (loaded.isEmpty()) {
            return this;
        }
        Map<Key, FileMark> next = new HashMap<>(files);
        loaded.marks().forEach((path, mark) -> next.put(new Key(source, resource, path), mark));
        return new PipelineState(cursors, next, reset);
    }

    /** Without the cursors and files of {@code resource}: a replaced resource starts again (contract section 6). */
    public PipelineState without(String source, String resource) {
        Map<Key, CursorState> next = new HashMap<>(cursors);
        next.keySet().removeIf(key -> key.isOf(source, resource));
        Map<Key, FileMark> left = new HashMap<>(files);
        left.keySet().removeIf(key -> key.isOf(source, resource));
        Set<String> more = new HashSet<>(reset);
        more.add(source);
        return new PipelineState(next, left, more);
    }
}
