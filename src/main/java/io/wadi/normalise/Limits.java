package io.wadi.normalise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * How large JSON may be. Texts are bounded by memory alone, since sources hold documents; names, numbers and nesting are
 * bounded, since beyond these only an attack or a mistake goes.
 */
final class Limits {
    private static final int NAME = 1 << 20;

    static final StreamReadConstraints JSON = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(NAME)
            .build();

    private Limits() {}

    /** A factory of parsers with these limits. */
    static JsonFactory factory() {
        return JsonFactory.builder().streamReadConstraints(JSON).build();
    }
}
