package io.wadi.camel;

import io.wadi.config.Connections;
import io.wadi.config.Parameters;
import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.files.remote.RemotePlace;
import io.wadi.extract.rest.Auth;
import io.wadi.extract.rest.Retry;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Mask;
import io.wadi.model.PrivacyPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        routes.targets(Optional.of(pipeline)).stream()
                .filter(target -> target.scheme().startsWith("wadi-") && !target.late())
                .flatMap(target -> Stream.concat(credentials(target, settings, secrets), maskKey(target, secrets)))
                .forEach(lacking::add);
        lacking.addAll(settings.privacy().problems(routes));
        policyKey(settings.privacy().soFar(), secrets).ifPresent(lacking::add);
        if (!lacking.isEmpty()) {
            lacking.addAll(RouteCheck.problems(routes, Optional.of(pipeline), settings, secrets, retry));
            throw new ConfigurationFailure(RouteCheck.sorted(lacking));
        }
    }

    private static Stream<Explanation> credentials(Route.Target target, Settings settings, Secrets secrets) {
        Optional<Route.Option> section = Optional.ofNullable(target.options().get("credentials"));
        if (section.isEmpty()) {
            return Stream.empty();
        }
        String name = settings.filled(section.get().value());
        Stream<String> keys = target.scheme().equals("wadi-files")
                ? RemotePlace.keys(
                        said(target, "path", settings),
                        key -> secrets.find(name, key).isPresent())
                        .stream()
                : Stream.of(Auth.Kind.values())
                        .filter(kind -> Problems.word(kind).equals(said(target, "auth", settings)))
                        .flatMap(kind -> kind.keys().stream());
        return keys.filter(key -> !name.contains("{") && secrets.find(name, key).isEmpty())
                .map(key -> Explanation.of("secret " + name + "." + key + " is not set")
                        .at(section.get().place() + " (" + target.uri() + ")")
                        .fix("looked for it in " + secrets.places(name, key)));
    }

    private static String said(Route.Target target, String option, Settings settings) {
        return Optional.ofNullable(target.options().get(option))
                .map(given -> settings.filled(given.value()))
                .orElse("");
    }

    private static Stream<Explanation> maskKey(Route.Target target, Secrets secrets) {
        return secrets.find("wadi.mask", "key").isPresent()
                ? Stream.empty()
                : target.options().entrySet().stream()
                        .filter(option -> option.getKey().matches("(table\\..*\\.)?mask\\..*")
                                && option.getValue().value().equals("hash"))
                        .map(option -> Explanation.of(
                                        "secret wadi.mask.key is not set, which " + option.getKey() + " is hashed with")
                                .at(option.getValue().place() + " (" + target.uri() + ")")
                                .fix("looked for it in " + secrets.places("wadi.mask", "key")
                                        + "; keep it: another key gives other hashes"));
    }

    private static Optional<Explanation> policyKey(PrivacyPolicy policy, Secrets secrets) {
        return secrets.find("wadi.mask", "key").isPresent()
                ? Optional.empty()
                : policy.rules().stream()
                        .map(PrivacyPolicy.Rule::mask)
                        .filter(mask -> mask.kind() == Mask.Kind.HASH)
                        .findFirst()
                        .map(mask -> Explanation.of(
                                        "secret wadi.mask.key is not set, which " + mask.path() + " is hashed with")
                                .at(mask.from().replaceFirst(" .*", ""))
                                .fix("looked for it in " + secrets.places("wadi.mask", "key")
                                        + "; keep it: another key gives other hashes"));
    }
}
