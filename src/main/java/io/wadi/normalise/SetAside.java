package io.wadi.normalise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of a resource that are in quarantine.
 *
 * @param first of them
 */
public record SetAside(String resource, long records, Quarantined first) implements Finding {
    @Override
    public String describe() {
        return records + (records == 1 ? " record" : " records") + " of " + resource
                + " could not be loaded and " + (records == 1 ? "is" : "are") + " in _wadi_quarantine; first: "
                + first.reason() + " (" + first.place() + ")";
    }

    /** One for each resource. */
    static List<SetAside> of(List<Quarantined> all) {
        Map<String, SetAside> byResource = new LinkedHashMap<>();
        all.forEach(one -> byResource.merge(
                one.resource(),
                new SetAside(one.resource(), 1, one),
                (before, more) -> new SetAside(before.resource(), before.records() + 1, before.first())));
        return List.copyOf(byResource.values());
    }
}
