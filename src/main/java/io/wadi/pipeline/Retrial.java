package io.wadi.pipeline;

import io.wadi.load.SetAsideRow;
import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run whose source is the quarantine: records that were set aside are loaded by what the routes say of their resources
 * now. The load also says that they were tried, so that nobody tries them twice; what cannot be loaded still is set aside
 * anew.
 */
public final class Retrial implements Loading {
    private final PipelineRun run;
    private final RunSettings settings;
    private int tried;

    /** @param settings of a run without a policy: what is in quarantine is masked */
    public Retrial(RunSettings settings) {
        this.settings = settings;
        this.run = new PipelineRun(settings);
    }

    @Override
    public void load(Source source, LoadOptions options) {
        Target target = settings.destinations().find(options);
        Map<String, List<SetAsideRow>> byResource = new LinkedHashMap<>();
        target.destination()
                .setAside(options.pipeline(), target.dataset(options), settings.deadline())
                .forEach(row -> byResource
                        .computeIfAbsent(row.resource(), name -> new ArrayList<>())
                        .add(row));
        List<String> there = source.resources().stream()
                .map(Resource::name)
                .filter(byResource::containsKey)
                .toList();
        source.keep(there);
        source.change(resource -> again(resource, byResource.getOrDefault(resource.name(), List.of())));
        List<SetAsideRow> rows = there.stream()
                .flatMap(name -> byResource.getOrDefault(name, List.of()).stream())
                .toList();
        tried = rows.size();
        if (!rows.isEmpty()) {
            source.add(QuarantineTable.retried(rows));
        }
        run.load(source, options);
    }

    /** Cursors stay where they are, and a table that is replaced by runs gets rows here. */
    private static Resource again(Resource resource, List<SetAsideRow> rows) {
        List<JsonPage> pages = rows.stream().map(Retrial::page).toList();
        Hints hints = resource.hints().masked().withMasks(List.of()).withCursor(Optional.empty());
        Hints adding = hints.disposition() == WriteDisposition.REPLACE ? hints.with(Writing.APPEND) : hints;
        return new Resource(resource.name(), adding, extraction -> new ReadyPages(pages));
    }

    /** The record where it was read the first time. */
    private static JsonPage page(SetAsideRow row) {
        byte[] line = (row.record().replace('\n', ' ').replace('\r', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
        return JsonPage.of(line, 1, Origin.parse(row.place()));
    }

    /** How many records were tried again. */
    public int tried() {
        return tried;
    }

    public PipelineRun run() {
        return run;
    }

    @Override
    public Optional<String> loadedInto() {
        return run.loadedInto();
    }

    @Override
    public Deadline deadline() {
        return run.deadline();
    }
}
