package io.wadi.camel;

import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.Value;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Loading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A folder with routes of a test, and the pipelines in it; what a pipeline would load is read to its end and kept. */
final class Project {
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    final Map<String, String> settings = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    private final Path home;

    /** What a run handed over to be loaded. */
    record Loaded(Source source, LoadOptions options, Map<String, List<String>> records) {
        List<String> records(String resource) {
            return records.getOrDefault(resource, List.of());
        }

        Resource resource(String name) {
            return source.resources().stream()
                    .filter(r -> r.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    Project(Path home) {
        this.home = home;
    }

    Project file(String name, String text) {
        Path file = home.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            if (name.endsWith("secrets.properties")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A pipeline "p" that loads the source "s". */
    Project pipeline() {
        return file("routes/pipelines/p.camel.yaml", """
                - route:
                    id: pipeline-p
                    from:
                      uri: direct:pipeline-p
                      steps:
                        - to: wadi-source:s
                        - to: "wadi-load:p?dataset=d&destination=duckdb"
                """);
    }

    /** The source "s" with these steps. */
    Project source(String steps) {
        return file("routes/sources/s.camel.yaml", """
                - route:
                    id: source-s
                    from:
                      uri: wadi-source:s
                      steps:
                """ + steps.indent(8));
    }

    RouteFiles routes() {
        return RouteFiles.read(RouteFiles.folder(home));
    }

    WadiContext start() {
        return start(Map.of());
    }

    /** @param says what the run says of resources */
    WadiContext start(Map<String, Said> says) {
        return WadiContext.start(
                routes(),
                "p",
                Settings.read(home, settings, environment),
                Secrets.read(home, environment),
                new Retry(3, (time, deadline) -> {}, InstantSource.fixed(NOW), new Random(1)),
                says);
    }

    Loaded run(Map<String, String> parameters) {
        return run(parameters, Optional.empty());
    }

    Loaded run(Map<String, String> parameters, Optional<Value> cursorStart) {
        List<Loaded> loaded = new ArrayList<>();
        try (WadiContext context = start()) {
            context.run(
                    loading((source, options) -> {
                        Map<String, List<String>> records = new HashMap<>();
                        for (Resource resource : source.resources()) {
                            try (Pages pages =
                                    resource.opener().open(new Extraction(cursorStart, NOW, Deadline.none()))) {
                                records.put(resource.name(), records(pages));
                            }
                        }
                        loaded.add(new Loaded(source, options, records));
                    }),
                    parameters);
        }
        return loaded.get(0);
    }

    /** The resources that a run registers, unread. */
    Source registered(Map<String, String> parameters) {
        return registered(parameters, Map.of());
    }

    Source registered(Map<String, String> parameters, Map<String, Said> says) {
        List<Source> sources = new ArrayList<>();
        try (WadiContext context = start(says)) {
            context.run(loading((source, options) -> sources.add(source)), parameters);
        }
        return sources.get(0);
    }

    interface Load {
        void load(Source source, LoadOptions options);
    }

    static Loading loading(Load load) {
        return new Loading() {
            @Override
            public void load(Source source, LoadOptions options) {
                load.load(source, options);
            }

            @Override
            public Optional<String> loadedInto() {
                return Optional.of("duckdb");
            }

            @Override
            public Deadline deadline() {
                return Deadline.none();
            }
        };
    }

    static void forEach(Pages pages, Consumer<JsonPage> consumer) {
        for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
            consumer.accept((JsonPage) page.get());
        }
    }

    private static List<String> records(Pages pages) {
        List<String> records = new ArrayList<>();
        forEach(
                pages,
                page -> records.addAll(List.of(
                        new String(page.bytes(), page.from(), page.length(), StandardCharsets.UTF_8).split("\n"))));
        return records;
    }
}
