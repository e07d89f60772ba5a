package io.wadi.normalise;

import io.wadi.model.Schema;
import java.util.List;

/**
 * What a source's records made of its tables, and what the user should know of it.
 *
 * @param declared the tables as what is said of them makes them, before records show more
 */
public record Normalised(Schema declared, Schema schema, List<Finding> findings) {
    public Normalised {
        findings = List.copyOf(findings);
    }
}
