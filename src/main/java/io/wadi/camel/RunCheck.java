package io.wadi.camel;

import io.wadi.config.Connections;
import io.wadi.config.Parameters;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a run lacks, all of it at once and before anything is read: connections, secrets, and routes for its parameters. */
public final class RunCheck {
    private RunCheck() {}

    /**
     * @param parameters the names of those that the run is given
     * @throws ConfigurationFailure naming what is lacking, and what else is wrong with the routes and settings then
     */
    public static void pass(
            RouteFiles routes,
            String pipeline,
            Collection<String> parameters,
            Settings settings,
            Secrets secrets,
            Retry retry) {
        List<Explanation> lacking = new ArrayList<>(Parameters.problems(routes, pipeline, settings, parameters));
        try {
            Connections.reached(routes, pipeline, settings, secrets);
            if (Connections.callSnowflake(routes, pipeline, settings, true)) {
                SnowflakeAccount.read(settings, secrets);
            }
        } catch (ConfigurationFailure e) {
            lacking.addAll(e.problems());
        }
        SecretNeeds.ofRoutes(routes, pipeline, settings).stream()
                .flatMap(need -> need.problem(secrets).stream())
                .forEach(lacking::add);
        lacking.addAll(settings.privacy().problems(routes));
        if (!lacking.isEmpty()) {
            lacking.addAll(RouteCheck.problems(routes, Optional.of(pipeline), settings, secrets, retry));
            throw new ConfigurationFailure(RouteCheck.sorted(lacking));
        }
    }
}
