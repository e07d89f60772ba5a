package io.wadi.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is called wherever it is told of: in its report, and by what it leaves in the logs of a destination.
 *
 * @param id another for each run; empty for one that nobody will look for
 * @param deployment which installation it is of, such as {@code nightly-emea}
 */
public record RunName(String id, Optional<String> deployment) {
    public static final RunName NONE = new RunName("", Optional.empty());

    public RunName {
        requireNonNull(id);
        requireNonNull(deployment);
    }

    /** As labels; what is not said is left out. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        deployment.ifPresent(name -> labels.put("deployment", name));
        if (!id.isEmpty()) {
            labels.put("run", id);
        }
        return labels;
    }
}
