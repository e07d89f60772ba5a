package io.wadi.camel;

import static java.util.Objects.requireNonNull;

import io.wadi.config.Connections;
import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.files.remote.RemotePlace;
import io.wadi.extract.rest.Auth;
import io.wadi.model.Explanation;
import io.wadi.model.Mask;
import io.wadi.model.PrivacyPolicy;
import io.wadi.model.TerminalFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The secrets that a pipeline asks for, before it does. */
public final class SecretNeeds {
    /** The section of the key that masks hash with, and the key. */
    public static final String MASK_SECTION = "wadi.mask";

    public static final String MASK_KEY = "key";

    private SecretNeeds() {}

    /**
     * One secret.
     *
     * @param section as routes and settings name it
     * @param keys any of them suffices; messages name the first
     * @param because what it is for, where a message says so
     * @param at who asks for it
     * @param required whether it must be there
     */
    public record Need(
            String section, List<String> keys, String because, Optional<String> at, String advice, boolean required) {
        public Need {
            keys = List.copyOf(keys);
            requireNonNull(at);
            requireNonNull(because);
            requireNonNull(advice);
        }

        /** One without which nothing goes. */
        public static Need of(String section, List<String> keys, String because) {
            return new Need(section, keys, because, Optional.empty(), "", true);
        }

        /** One that is used where it is there. */
        public static Need optional(String section, String key, String because) {
            return new Need(section, List.of(key), because, Optional.empty(), "", false);
        }

        Need at(String place) {
            return new Need(section, keys, because, Optional.of(place), advice, required);
        }

        Need advice(String more) {
            return new Need(section, keys, because, at, more, required);
        }

        /** As messages call it. */
        public String name() {
            return section + "." + keys.get(0);
        }

        /** What is wrong when it is looked up, if something is. */
        public Optional<Explanation> problem(Secrets secrets) {
            try {
                return keys.stream().anyMatch(key -> secrets.find(section, key).isPresent())
                        ? Optional.empty()
                        : Optional.of(missing(secrets));
            } catch (TerminalFailure e) {
                return Optional.of(placed(e.explanation()));
            }
        }

        private Explanation missing(Secrets secrets) {
            return placed(
                    Explanation.of("secret " + name() + " is not set" + (because.isEmpty() ? "" : ", which " + because))
                            .fix("looked for it in " + secrets.places(section, keys.get(0)) + advice));
        }

        private Explanation placed(Explanation problem) {
            return at.map(problem::at).orElse(problem);
        }
    }

    /** Those of endpoints and masks; connections have theirs checked with the rest of what they lack. */
    static List<Need> ofRoutes(RouteFiles routes, String pipeline, Settings settings) {
        List<Need> needs = new ArrayList<>();
        routes.targets(Optional.of(pipeline)).stream()
                .filter(target -> target.scheme().startsWith("wadi-") && !target.late())
                .flatMap(target -> Stream.concat(credentials(target, settings), masks(target)))
                .forEach(needs::add);
        policy(settings.privacy().soFar()).ifPresent(needs::add);
        return needs;
    }

    /** All but those of the destination. */
    public static List<Need> of(RouteFiles routes, String pipeline, Settings settings) {
        List<Need> needs = new ArrayList<>(ofRoutes(routes, pipeline, settings));
        Connections.sections(routes, pipeline, settings)
                .forEach((name, section) ->
                        needs.add(Need.of(section, List.of("password"), "connection " + name + " needs")));
        return needs;
    }

    private static Stream<Need> credentials(Route.Target target, Settings settings) {
        Optional<Route.Option> section = Optional.ofNullable(target.options().get("credentials"));
        if (section.isEmpty()) {
            return Stream.empty();
        }
        String name = settings.filled(section.get().value());
        Stream<List<String>> keys = target.scheme().equals("wadi-files")
                ? RemotePlace.keys(said(target, "path", settings)).stream()
                : Stream.of(Auth.Kind.values())
                        .filter(kind -> Problems.word(kind).equals(said(target, "auth", settings)))
                        .flatMap(kind -> kind.keys().stream().map(List::of));
        return keys.filter(key -> !name.contains("{"))
                .map(key -> Need.of(name, key, "").at(section.get().place() + " (" + target.uri() + ")"));
    }

    private static String said(Route.Target target, String option, Settings settings) {
        return Optional.ofNullable(target.options().get(option))
                .map(given -> settings.filled(given.value()))
                .orElse("");
    }

    private static Stream<Need> masks(Route.Target target) {
        return target.options().entrySet().stream()
                .filter(option -> option.getKey().matches("(table\\..*\\.)?mask\\..*")
                        && option.getValue().value().equals("hash"))
                .map(option -> hash(option.getKey()).at(option.getValue().place() + " (" + target.uri() + ")"));
    }

    private static Optional<Need> policy(PrivacyPolicy policy) {
        return policy.rules().stream()
                .map(PrivacyPolicy.Rule::mask)
                .filter(mask -> mask.kind() == Mask.Kind.HASH)
                .findFirst()
                .map(mask -> hash(mask.path()).at(mask.from().replaceFirst(" .*", "")));
    }

    private static Need hash(String what) {
        return Need.of(MASK_SECTION, List.of(MASK_KEY), what + " is hashed with")
                .advice("; keep it: another key gives other hashes");
    }
}
