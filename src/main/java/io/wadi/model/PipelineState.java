package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a pipeline remembers between runs, kept with its data at the destination: a cursor for each resource and path.
 *
 * @param reset the sources of which a resource began again: dlt notes them even when there is nothing else to say
 */
public record PipelineState(Map<Key, CursorState> cursors, Set<String> reset) {
    public static final PipelineState EMPTY = new PipelineState(Map.of());

    public PipelineState(Map<Key, CursorState> cursors) {
        this(cursors, Set.of());
    }

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
        reset = Set.copyOf(reset);
    }

    public CursorState cursor(Key key) {
        return cursors.getOrDefault(key, CursorState.NONE);
    }

    public PipelineState with(Key key, CursorState state) {
        Map<Key, CursorState> next = new HashMap<>(cursors);
        next.put(key, state);
        return new PipelineState(next, reset);
    }

    /** Without the cursors of {@code resource}: a replaced resource starts again (contract section 6). */
    public PipelineState without(String source, String resource) {
        Map<Key, CursorState> next = new HashMap<>(cursors);
        next.keySet().removeIf(k -> k.source().equals(source) && k.resource().equals(resource));
        Set<String> more = new HashSet<>(reset);
        more.add(source);
        return new PipelineState(next, more);
    }
}
