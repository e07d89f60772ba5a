package io.wadi.normalise;

import java.util.List;

/** Several keys of the source share one column: where a record has more than one of them, the last one is kept. */
public record Collision(String table, String column, List<String> keys) implements Finding {
    public Collision {
        keys = List.copyOf(keys);
        if (keys.size() < 2) {
            throw new IllegalArgumentException("a collision is between two keys or more");
        }
    }

    @Override
    public String describe() {
        return "keys " + String.join(", ", keys) + " all become column " + table + "." + column
                + "; where a record has several, the last one is kept";
    }
}
