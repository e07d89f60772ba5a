package io.wadi.pipeline;

import io.wadi.mask.MaskedRoles;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.PrivacyPolicy;
import io.wadi.model.Source;
import java.util.ArrayList;
import java.util.List;

/** A source before any of its resources is opened: what the project hides is said of each, and parents stand first. */
final class PreparedSource {
    private PreparedSource() {}

    /** @throws ConfigurationFailure when something is masked that has a part to play as it is, or stored rows
     *     cannot be found by keys */
    static void of(Source source, PrivacyPolicy policy, Target target) {
        List<Explanation> problems = new ArrayList<>();
        source.change(resource -> {
            Hints hints = policy.over(source.name(), resource.name(), resource.hints());
            String at = "resource " + resource.name() + " of source " + source.name();
            MaskedRoles.problems(hints).forEach(problem -> problems.add(problem.at(at)));
            return resource.with(hints);
        });
        policy.rules().stream()
                .filter(rule -> rule.source().filter(source.name()::equals).isPresent())
                .filter(rule ->
                        rule.resource().filter(name -> !has(source, name)).isPresent())
                .forEach(rule -> source.warn(rule.mask().from() + " is of resource "
                        + rule.resource().orElse("") + ", which source " + source.name()
                        + " did not have in this run"));
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        source.arrange();
        KeyReading.check(source, target);
    }

    private static boolean has(Source source, String resource) {
        return source.resources().stream().anyMatch(known -> known.name().equals(resource));
    }
}
