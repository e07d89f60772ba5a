package io.wadi.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final Mask POLICY = new Mask("**.email", Mask.Kind.HASH, Mask.Scope.PROJECT, "privacy.yaml:1");

    @Test
    void whatAPolicyHidesCannotBeAskedWithUnlessItIsKept() {
        assertThat(problems(POLICY)).containsExactly("take another field, or leave out privacy.yaml:1 of people");
        assertThat(problems(POLICY, new Mask("contact.email", Mask.Kind.KEEP))).isEmpty();
        assertThat(problems(new Mask("contact", Mask.Kind.DROP)))
                .containsExactly("take another field, or leave out mask.contact of people");
        assertThat(problems(new Mask("contact.name", Mask.Kind.DROP))).isEmpty();
    }

    private static List<String> problems(Mask... masks) {
        Parent parent = new Parent("people", List.of(List.of("contact", "email")));
        Resource people = resource("people", Hints.NONE.withMasks(List.of(masks)), Reading.ALONE);
        Resource mails = resource("mails", Hints.NONE, new Reading(true, Optional.of(parent)));
        return new Lineage(List.of(mails, people))
                .problems(false, (name, others) -> Optional.empty()).values().stream()
                        .map(problem -> problem.fix().orElse(""))
                        .toList();
    }

    private static Resource resource(String name, Hints hints, Reading reading) {
        return new Resource(
                name,
                hints,
                extraction -> {
                    throw new IllegalStateException("never opened");
                },
                Resource.AfterLoad.NOTHING,
                reading);
    }
}
