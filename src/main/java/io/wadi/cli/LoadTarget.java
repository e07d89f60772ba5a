package io.wadi.cli;

import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.pipeline.LoadOptions;
import java.util.Optional;

/** Where a pipeline's route loads. */
final class LoadTarget {
    private LoadTarget() {}

    static Optional<Route.Target> find(RouteFiles routes, String pipeline) {
        return routes.targets(Optional.of(pipeline)).stream()
                .filter(target -> target.scheme().equals("wadi-load"))
                .findFirst();
    }

    static LoadOptions options(Route.Target load, Settings settings) {
        return new LoadOptions(load.path(), option(load, "dataset", settings), option(load, "destination", settings));
    }

    private static Optional<String> option(Route.Target target, String name, Settings settings) {
        return Optional.ofNullable(target.options().get(name)).map(option -> settings.filled(option.value()));
    }
}
