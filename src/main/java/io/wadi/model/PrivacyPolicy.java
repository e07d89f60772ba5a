package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project hides in all of its sources.
 *
 * @param rules in the order of the file
 * @param tags by the word that columns carry
 */
public record PrivacyPolicy(List<Rule> rules, Map<String, Tag> tags) {
    public static final PrivacyPolicy NONE = new PrivacyPolicy(List.of(), Map.of());

    /** A mask, of all sources or of one, and there of all resources or of one. */
    public record Rule(Optional<String> source, Optional<String> resource, Mask mask) {
        public Rule {
            requireNonNull(source);
            requireNonNull(resource);
            if (mask.scope() == Mask.Scope.ENDPOINT || (resource.isPresent() && source.isEmpty())) {
                throw new IllegalArgumentException("a policy's rule is of a project, a source or a resource");
            }
        }

        private boolean isOf(String itsSource, String itsResource) {
            return source.filter(name -> !name.equals(itsSource)).isEmpty()
                    && resource.filter(name -> !name.equals(itsResource)).isEmpty();
        }
    }

    /** @param from where the policy says it */
    public record Tag(Mask.Kind kind, String from) {
        public Tag {
            requireNonNull(kind);
            requireNonNull(from);
        }
    }

    public PrivacyPolicy {
        rules = List.copyOf(rules);
        tags = Map.copyOf(tags);
    }

    public List<Mask> of(String source, String resource) {
        return rules.stream()
                .filter(rule -> rule.isOf(source, resource))
                .map(Rule::mask)
                .toList();
    }

    /** The hints of a resource as they are once its values are masked by these rules and its own. */
    public Hints over(String source, String resource, Hints hints) {
        List<Mask> all = new ArrayList<>(hints.masks());
        of(source, resource).stream().filter(mask -> !all.contains(mask)).forEach(all::add);
        return hints.withMasks(all).masked();
    }
}
