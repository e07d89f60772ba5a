package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;

/** What a pipeline remembers between runs, kept with its data at the destination: a cursor for each resource and path. */
public record PipelineState(Map<Key, CursorState> cursors) {
    public static final PipelineState EMPTY = new PipelineState(Map.of());

    /** A resource of a source, and the path of its cursor. */
    public record Key(String source, String resource, String path) {
        public Key {
            requireNonNull(source);
            requireNonNull(resource);
            requireNonNull(path);
        }
    }

    public PipelineState {
        cursors = Map.copyOf(cursors);
    }

    public CursorState cursor(Key key) {
        return cursors.getOrDefault(key, CursorState.NONE);
    }

    public PipelineState with(Key key, CursorState state) {
        Map<Key, CursorState> next = new HashMap<>(cursors);
        next.put(key, state);
        return new PipelineState(next);
    }

    /** Without the cursors of {@code resource}: a replaced resource starts again (contract section 6). */
    public PipelineState without(String source, String resource) {
        Map<Key, CursorState> next = new HashMap<>(cursors);
        next.keySet().removeIf(k -> k.source().equals(source) && k.resource().equals(resource));
        return new PipelineState(next);
    }
}
