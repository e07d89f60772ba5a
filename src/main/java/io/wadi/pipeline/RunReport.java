package io.wadi.pipeline;

import static java.util.Objects.requireNonNull;

import io.wadi.load.Loaded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param loadId the package's; empty when there was nothing to load
 * @param records extracted, by resource; empty when an earlier run had extracted them
 * @param loaded what the destination took; empty when the run ended at an earlier station or had nothing to load
 * @param warnings what the user should look at, though everything went well
 */
public record RunReport(
        RunName name,
        String pipeline,
        String destination,
        String dataset,
        Optional<String> loadId,
        Station reached,
        Map<String, Long> records,
        Optional<Loaded> loaded,
        List<String> warnings,
        boolean resumed,
        Duration took) {
    public RunReport {
        requireNonNull(name);
        requireNonNull(loadId);
        requireNonNull(reached);
        records = Map.copyOf(records);
        requireNonNull(loaded);
        warnings = List.copyOf(warnings);
        requireNonNull(took);
    }

    RunReport with(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new RunReport(
                name, pipeline, destination, dataset, loadId, reached, records, loaded, all, resumed, took);
    }
}
