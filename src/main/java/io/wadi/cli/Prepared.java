package io.wadi.cli;

import io.wadi.camel.WadiContext;
import io.wadi.config.Said;
import io.wadi.model.Deadline;
import io.wadi.pipeline.Progress;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of a pipeline or a deployment, checked and started: runs can go through them one after another.
 *
 * @param maskKey what {@code hash} masks are keyed with
 * @param says what is said of their resources
 */
record Prepared(Pipelines pipelines, WadiContext context, Optional<String> maskKey, Map<String, Said> says)
        implements AutoCloseable {
    Prepared {
        says = Map.copyOf(says);
    }

    Work work(Wish wish, String id, Deadline deadline, Progress progress) {
        return pipelines.work(this, wish, id, deadline, progress);
    }

    @Override
    public void close() {
        context.close();
    }
}
