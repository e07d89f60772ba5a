package io.wadi.pipeline;

import static java.util.Objects.requireNonNull;

import io.wadi.model.CursorState;
import io.wadi.model.FileLedger;
import io.wadi.model.PipelineState;
import io.wadi.pack.Extracted;
import java.util.List;
import java.util.Optional;

/**
 * A resource that was read into its journal, and what it leaves besides.
 *
 * @param moved where its cursor is now, unless it stays
 * @param warnings for the run's report
 */
record ExtractedResource(
        String source,
        Extracted extracted,
        PipelineState.Key key,
        Optional<CursorState> moved,
        FileLedger files,
        List<String> warnings) {
    ExtractedResource {
        requireNonNull(extracted);
        requireNonNull(key);
        requireNonNull(moved);
        requireNonNull(files);
        warnings = List.copyOf(warnings);
    }

    PipelineState over(PipelineState before) {
        return moved.map(cursor -> before.with(key, cursor)).orElse(before).with(source, extracted.resource(), files);
    }
}
