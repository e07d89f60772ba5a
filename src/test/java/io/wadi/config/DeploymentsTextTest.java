package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentsTextTest {
    private static final String ENTRY = "- name: x\n  pipeline: x\n";

    @Test
    void whatIsNotThereOrEmptyBeginsWithIt() {
        assertThat(with("")).isEqualTo("deployments:\n  - name: x\n    pipeline: x\n");
        assertThat(with("# none yet")).isEqualTo("# none yet\n\ndeployments:\n  - name: x\n    pipeline: x\n");
    }

    @Test
    void aFileWithoutTheKeyGetsItAtTheEndAndAtTheMarginOfTheOthers() {
        assertThat(with("defaults:\n  timeout: 1h"))
                .isEqualTo("defaults:\n  timeout: 1h\n\ndeployments:\n  - name: x\n    pipeline: x\n");
        assertThat(with(" defaults: {timeout: 1h}\n"))
                .isEqualTo(" defaults: {timeout: 1h}\n\n deployments:\n   - name: x\n     pipeline: x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " []", " ~", " null"})
    void aKeyWithNothingInItGetsAList(String nothing) {
        assertThat(with("deployments:" + nothing + "  # none yet\nlimits: {global: 2}\n"))
                .isEqualTo("deployments:" + (nothing.isEmpty() ? "" : " ")
                        + "  # none yet\n  - name: x\n    pipeline: x\nlimits: {global: 2}\n");
    }

    @Test
    void theEntryFollowsTheLastOneAndCommentsBehindStayBehind() {
        assertThat(with("""
                deployments:
                - name: a          # first
                  pipeline: a
                  # of a
                # of the limits

                limits: {global: 2}
                """)).isEqualTo("""
                deployments:
                - name: a          # first
                  pipeline: a
                  # of a
                - name: x
                  pipeline: x
                # of the limits

                limits: {global: 2}
                """);
    }

    @Test
    void indentsAndEmptyLinesAreThoseOfTheOthers() {
        assertThat(with("deployments:\n    -   name: a\n        pipeline: a\n\n    - {name: b, pipeline: b}\n# end"))
                .isEqualTo("deployments:\n    -   name: a\n        pipeline: a\n\n    - {name: b, pipeline: b}\n\n"
                        + "    - name: x\n      pipeline: x\n# end\n");
    }

    @Test
    void textThatLooksLikeAnEndIsNone() {
        String last = "deployments:\n  - name: a\n    pipeline: a\n    description: |\n      one\n\n      # two";
        assertThat(with(last)).isEqualTo(last + "\n  - name: x\n    pipeline: x\n");
        assertThat(with(last + "\n\n")).startsWith(last + "\n  - name: x\n    pipeline: x\n");
    }

    @Test
    void lineEndsStayThoseOfWindows() {
        assertThat(with("deployments:\r\n  - {name: a, pipeline: a}\r\n"))
                .isEqualTo("deployments:\r\n  - {name: a, pipeline: a}\r\n  - name: x\r\n    pipeline: x\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deployments: [{name: a, pipeline: a}]",
                "{deployments: []}",
                "deployments: a",
                "- name: a",
                "deployments: &all\n  - {name: a, pipeline: a}",
            })
    void formsWithoutAPlaceForItAreRefused(String text) {
        assertThatThrownBy(() -> with(text))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("nothing can be added to the list of deployments");
    }

    private static String with(String text) {
        return DeploymentsText.with(text, ENTRY);
    }
}
