package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Mask;
import io.wadi.model.Mask.Kind;
import io.wadi.model.PrivacyPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrivacyFileTest {
    private static final String QUOTES = "a path that begins with * stands in quotes: \"**.email\"";

    @TempDir
    Path home;

    @Test
    void withoutTheFileThereIsNoPolicy() {
        assertThat(PrivacyFile.read(home).policy()).isEqualTo(PrivacyPolicy.NONE);
    }

    @Test
    void rulesAreOfAllSourcesOfOneOrOfOneResource() throws IOException {
        PrivacyPolicy policy = read("""
                mask:
                  "**.email": hash
                  a.b: null
                tags:
                  phone: partial
                  born: truncate-date:year
                sources:
                  crm:
                    "**.name": redact
                  crm.public.contacts:
                    "**.id": keep
                """).policy();

        Mask email = new Mask("**.email", Kind.HASH, Mask.Scope.PROJECT, "privacy.yaml:2 (**.email)");
        Mask ab = new Mask("a.b", Kind.NULL, Mask.Scope.PROJECT, "privacy.yaml:3 (a.b)");
        Mask name = new Mask("**.name", Kind.REDACT, Mask.Scope.SOURCE, "privacy.yaml:9 (**.name)");
        Mask id = new Mask("**.id", Kind.KEEP, Mask.Scope.RESOURCE, "privacy.yaml:11 (**.id)");
        assertThat(policy.of("shop", "contacts")).containsExactly(email, ab);
        assertThat(policy.of("crm", "contacts")).containsExactly(email, ab, name);
        assertThat(policy.of("crm", "public.contacts")).containsExactly(email, ab, name, id);
        assertThat(policy.tags().get("phone"))
                .isEqualTo(new PrivacyPolicy.Tag(Kind.PARTIAL, "privacy.yaml:5 (tag phone)"));
        assertThat(policy.tags()).hasSize(2);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("", "privacy.yaml is empty", "HOME/privacy.yaml", "say what is masked, or remove it"),
                Arguments.of(
                        "# nothing\n",
                        "privacy.yaml is empty",
                        "HOME/privacy.yaml",
                        "say what is masked, or remove it"),
                Arguments.of("- a\n", "this is to be a map with mask, tags, sources", "privacy.yaml:1:1", ""),
                Arguments.of("masks: {a: hash}\n", "unknown key masks", "privacy.yaml:1:1", "did you mean mask?"),
                Arguments.of(
                        "mask: {a: hash}\n\npolicy: 1\n",
                        "unknown key policy",
                        "privacy.yaml:3:1",
                        "there are mask, tags, sources"),
                Arguments.of("mask:\n  a: hahs\n", "a is 'hahs'", "privacy.yaml:2:6", "did you mean hash?"),
                Arguments.of(
                        "mask:\n  a: {b: hash}\n",
                        "a is more than a word",
                        "privacy.yaml:2:6",
                        "it is keep or truncate-date or truncate-date:year or partial or hash or redact or null or drop"),
                Arguments.of("tags:\n  mail: hsah\n", "mail is 'hsah'", "privacy.yaml:2:9", "did you mean hash?"),
                Arguments.of(
                        "mask: [a]\n",
                        "this is to be a kind by path, as in \"**.email\": hash",
                        "privacy.yaml:1:7",
                        ""),
                Arguments.of("mask:\n  a..b: hash\n", "a..b has an empty key in its path", "privacy.yaml:2:3", ""),
                Arguments.of("mask:\n  a: hash\n  a: drop\n", "a is there twice", "privacy.yaml:3:3", ""),
                Arguments.of(
                        "mask:\n  a: hash\n  $.a: drop\n",
                        "privacy.yaml:3 ($.a) is given twice, and differently",
                        "privacy.yaml:2:3",
                        "keep one of hash and drop"),
                Arguments.of(
                        "sources:\n  crm: hash\n",
                        "this is to be a kind by path, as in \"**.email\": hash",
                        "privacy.yaml:2:8",
                        ""),
                Arguments.of("mask:\n  **.a: hash\n", "not YAML: ", "privacy.yaml:2:4", QUOTES),
                Arguments.of("mask: {a: hash\n", "not YAML: ", "privacy.yaml:2:1", QUOTES),
                Arguments.of(
                        "a: &a [x]\nmask: [" + "*a, ".repeat(60) + "*a]\n",
                        "not YAML: it repeats lists and maps by aliases too often",
                        "HOME/privacy.yaml",
                        QUOTES));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongNamesLineAndColumn(String text, String what, String at, String fix) throws IOException {
        PrivacyFile file = read(text);

        assertThatThrownBy(file::policy).isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
            Explanation problem = failure.problems().get(0);
            assertThat(problem.what()).startsWith(what);
            assertThat(problem.at()).contains(at.replace("HOME", home.toString()));
            assertThat(problem.fix().orElse("")).isEqualTo(fix);
        });
    }

    @Test
    void everyMistakeIsToldAtOnce() throws IOException {
        assertThatThrownBy(() -> read("mask: {a: x, b..: y}\ntag: {}\n").policy())
                .isInstanceOfSatisfying(
                        ConfigurationFailure.class,
                        failure -> assertThat(failure.problems()).hasSize(4));
    }

    @Test
    void whatIsThereAndCannotBeReadIsAFailure() throws IOException {
        Files.createDirectory(home.resolve("privacy.yaml"));
        assertThatThrownBy(() -> PrivacyFile.read(home).policy()).hasMessageContaining("privacy.yaml cannot be read");
        Files.delete(home.resolve("privacy.yaml"));
        Files.createSymbolicLink(home.resolve("privacy.yaml"), home.resolve("gone.yaml"));
        assertThatThrownBy(() -> PrivacyFile.read(home).policy()).hasMessageContaining("privacy.yaml cannot be read");
    }

    @Test
    void aFileWithAnotherEndingIsNotPassedOver() throws IOException {
        Files.writeString(home.resolve("privacy.yml"), "mask: {a: hash}\n");
        assertThatThrownBy(() -> PrivacyFile.read(home).policy()).hasMessage("privacy.yml would not be read");
    }

    @Test
    void sourcesThatNoRouteBeginsAreNamed() throws IOException {
        Files.createDirectories(home.resolve("routes/sources"));
        Files.writeString(
                home.resolve("routes/sources/crm.camel.yaml"),
                "- from: {uri: 'wadi-source:crm', steps: [{to: 'wadi-rest:c?url=http://127.0.0.1/'}]}\n");
        RouteFiles routes = RouteFiles.read(home.resolve("routes"));

        assertThat(read("sources:\n  crm: {a: drop}\n  crm.c: {a: null}\n").problems(routes))
                .isEmpty();
        assertThat(read("sources:\n  cmr.c: {a: drop, b: drop}\n").problems(routes))
                .isEqualTo(List.of(Explanation.of("there is no source cmr")
                        .at("privacy.yaml:2")
                        .fix("did you mean crm?")));
    }

    private PrivacyFile read(String text) throws IOException {
        Files.writeString(home.resolve("privacy.yaml"), text);
        return PrivacyFile.read(home);
    }
}
