package io.wadi.normalise;

import io.wadi.model.Schema;
import java.util.List;

/** What a source's records made of its tables, and what the user should know of it. */
public record Normalised(Schema schema, List<Finding> findings) {
    public Normalised {
        findings = List.copyOf(findings);
    }
}
