package io.wadi.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.normalise.Naming;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Names of contract 1, for any text. */
class NamingProperties {
    private static final Naming UNLIMITED = new Naming(65_536);
    private static final String VALID = "[a-z_][a-z0-9_\\p{Nd}]*";

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "a",
                "B",
                "HTTP",
                "id",
                "1",
                "\u0661",
                "\ud835\udfcf",
                "_",
                "__",
                "-",
                "+",
                "@",
                "|",
                " ",
                "\u00a0",
                "$",
                "\u00e9",
                "\u65e5",
                "\ud83d\ude00",
                "\ud83d",
                "\u0000",
                "\u0130",
                "\u212a",
                "x".repeat(30));
        return Arbitraries.oneOf(
                parts.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().all().ofMaxLength(80));
    }

    @Property(seed = "1", tries = 5_000)
    void aNameIsValidAndNotTooLong(@ForAll("texts") String text, @ForAll @IntRange(min = 10, max = 70) int longest) {
        Naming naming = new Naming(longest);
        String path = naming.path(text);
        assertThat(path).matches("(" + VALID + ")?");
        assertThat(path.codePointCount(0, path.length())).isLessThanOrEqualTo(longest);
        String stripped = UNLIMITED.path(text);
        Assume.that(!stripped.isEmpty());
        String identifier = naming.identifier(text);
        assertThat(identifier).matches(VALID);
        assertThat(identifier.codePointCount(0, identifier.length())).isLessThanOrEqualTo(longest);
    }

    @Property(seed = "2", tries = 5_000)
    void aNameThatIsNormalisedAlreadyStays(@ForAll("texts") String text) {
        String path = UNLIMITED.path(text);
        assertThat(UNLIMITED.path(path)).isEqualTo(path);
        Assume.that(!path.isEmpty());
        String identifier = UNLIMITED.identifier(text);
        assertThat(UNLIMITED.identifier(identifier)).isEqualTo(identifier);
    }

    @Property(seed = "3", tries = 2_000)
    void aNameThatFitsIsTheSameWhateverTheLimit(
            @ForAll("texts") String text, @ForAll @IntRange(min = 10, max = 70) int longest) {
        String path = UNLIMITED.path(text);
        Assume.that(path.codePointCount(0, path.length()) <= longest);
        // A level on its own may have been longer than the limit only where the whole is.
        assertThat(new Naming(longest).path(text)).isEqualTo(path);
    }

    @Property(seed = "4", tries = 2_000)
    void levelsAreJoinedToANameThatFits(
            @ForAll("levels") List<String> levels, @ForAll @IntRange(min = 10, max = 70) int longest) {
        Naming naming = new Naming(longest);
        String joined = naming.join(levels);
        assertThat(joined.codePointCount(0, joined.length())).isLessThanOrEqualTo(longest);
        assertThat(joined).matches(Pattern.compile("(" + VALID + ")?"));
        assertThat(naming.join(List.of(joined))).isEqualTo(joined);
    }

    @Provide
    Arbitrary<List<String>> levels() {
        return Combinators.combine(texts().list().ofMaxSize(5), Arbitraries.just(0))
                .as((list, none) -> list.stream().map(UNLIMITED::path).toList());
    }
}
