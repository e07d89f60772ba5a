package io.wadi.pipeline;

import io.wadi.model.CrashPoint;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.PipelineState;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.pack.Manifest;
import io.wadi.pack.StateDocument;
import java.util.ArrayList;
import java.util.List;

/** What resources do at their source once the destination has their data. Its failures change nothing of that. */
final class AfterLoad {
    private AfterLoad() {}

    /**
     * @param loaded the packages that reached the destination, the newest last
     * @return what could not be done, for the user
     */
    static List<String> act(Source source, List<Manifest> loaded, Deadline deadline) {
        List<String> warnings = new ArrayList<>();
        if (loaded.isEmpty()) {
            return warnings;
        }
        CrashPoint.AFTER_LOAD.pass();
        Manifest newest = loaded.get(loaded.size() - 1);
        PipelineState state = StateDocument.read(
                        newest.cursors().map(Versioned::text).or(newest.base()::state))
                .cursors();
        for (Resource resource : source.resources()) {
            try {
                resource.afterLoad().act(state.files(source.name(), resource.name()), deadline);
            } catch (Failure e) {
                Explanation why = e.explanation();
                warnings.add("loaded, but then: " + why.what()
                        + why.at().map(place -> " (" + place + ")").orElse("") + "; the next run tries it again");
            }
        }
        return warnings;
    }
}
