package io.wadi.camel;

import io.wadi.config.Nearest;
import io.wadi.config.Route;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.util.URISupport;

/** Makes each endpoint by itself, so that all that is wrong with all of them is known. */
final class EndpointCheck {
    /** Stands for a placeholder that is not set, which is told elsewhere. */
    static final String UNSET = "wadi-unset";

    private static final Pattern UNKNOWN = Pattern.compile("Unknown parameters=\\[\\{(.*)}]", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("(?:^|, )([\\w.-]+)=");
    private static final List<String> OURS =
            List.of("wadi-rest", "wadi-source", "wadi-load", "wadi-sql", "wadi-files", "wadi-records", "direct");

    private final CamelContext camel;

    EndpointCheck(CamelContext camel) {
        this.camel = camel;
    }

    List<Explanation> problems(List<Route.Target> targets) {
        List<Explanation> problems = new ArrayList<>();
        for (Route.Target target : targets) {
            boolean ours = target.scheme().startsWith("wadi-");
            boolean dynamic =
                    target.uri().contains("${") || (!ours && target.written().contains("${"));
            if (!dynamic) {
                problems(target, ours).stream()
                        .filter(problem -> !problem.what().contains(UNSET))
                        .map(problem -> StartFailure.located(problem, target))
                        .forEach(problems::add);
            }
        }
        return problems.stream().distinct().toList();
    }

    /** One of ours, unless it cannot be made. */
    static Optional<Endpoint> made(CamelContext camel, Route.Target target) {
        try {
            return Optional.ofNullable(camel.getEndpoint(URISupport.removeNoiseFromUri(uri(target, true))));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private List<Explanation> problems(Route.Target target, boolean ours) {
        try {
            String scheme = scheme(target);
            if (camel.getComponent(scheme) == null) {
                return List.of(noComponent(scheme, target));
            }
            camel.getEndpoint(URISupport.removeNoiseFromUri(uri(target, ours)));
            return List.of();
        } catch (RuntimeException e) {
            Throwable root = e;
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConfigurationFailure failure) {
                    return failure.problems();
                }
                root = cause;
            }
            return explain(target, String.valueOf(root.getMessage()));
        }
    }

    /** A setting may be the whole beginning of an address. */
    private String scheme(Route.Target target) {
        String uri = target.uri().startsWith("{{") ? camel.resolvePropertyPlaceholders(target.uri()) : target.uri();
        return uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
    }

    private Explanation noComponent(String scheme, Route.Target target) {
        List<String> known = camel.getComponentNames().stream().sorted().toList();
        return Explanation.of("there is no component " + scheme)
                .fix(Nearest.to(scheme, OURS)
                        .or(() -> Nearest.to(scheme, known))
                        .map(near -> "did you mean " + near + ":" + target.path() + "?")
                        .orElse("add camel-" + scheme + " to the class path"));
    }

    /** What else Camel says may be for want of beans that only the pipeline's own context has. */
    private static List<Explanation> explain(Route.Target target, String message) {
        List<Explanation> problems = new ArrayList<>();
        Matcher unknown = UNKNOWN.matcher(message);
        if (unknown.find()) {
            Matcher name = NAME.matcher(unknown.group(1));
            while (name.find()) {
                problems.add(Explanation.of("unknown option " + name.group(1))
                        .fix("see the options of Camel's component " + target.scheme()));
            }
        }
        return problems;
    }

    private static String uri(Route.Target target, boolean ours) {
        StringBuilder uri = new StringBuilder(target.written());
        for (String name : target.options().keySet()) {
            if (target.beside().contains(name)) {
                String value = Optional.ofNullable(target.options().get(name))
                        .orElseThrow()
                        .value();
                uri.append(uri.indexOf("?") < 0 ? '?' : '&')
                        .append(ours ? ExactYaml.name(name) : name)
                        .append('=');
                uri.append(
                        ours || value.matches("[\\w./:#{}-]*") ? ExactYaml.whole(name, value) : "RAW(" + value + ")");
            }
        }
        return uri.toString();
    }
}
