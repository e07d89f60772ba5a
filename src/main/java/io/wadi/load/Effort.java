package io.wadi.load;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a load took, as far as its destination tells.
 *
 * @param statements that were sent; 0 where they are not counted
 * @param bytes of the files that were uploaded
 * @param times by phase, in their order
 */
public record Effort(long statements, long bytes, Map<String, Duration> times) {
    public static final Effort UNKNOWN = new Effort(0, 0, Map.of());

    public Effort {
        if (statements < 0 || bytes < 0) {
            throw new IllegalArgumentException(statements + " statements, " + bytes + " bytes");
        }
        times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
    }
}
