package io.wadi.pipeline;

import io.wadi.mask.MaskedRoles;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.PrivacyPolicy;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import java.util.ArrayList;
import java.util.List;

/** What a project hides, said of the resources of a source before any is opened. */
final class MaskedSource {
    private MaskedSource() {}

    /** @throws ConfigurationFailure when something is masked that has a part to play as it is */
    static void prepare(Source source, PrivacyPolicy policy) {
        List<Explanation> problems = new ArrayList<>();
        source.change(resource -> {
            Hints hints = policy.over(source.name(), resource.name(), resource.hints());
            String at = "resource " + resource.name() + " of source " + source.name();
            MaskedRoles.problems(hints).forEach(problem -> problems.add(problem.at(at)));
            return new Resource(resource.name(), hints, resource.opener(), resource.afterLoad());
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
    }
}
