package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.cli.Project.Outcome;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.server.ApiSettings;
import io.wadi.server.Role;
import io.wadi.server.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens are drawn, told once, and kept as hashes. */
class TokenCommandTest {
    @TempDir
    Path home;

    @Test
    void theEntryIsTheTokensAndDoesNotHoldIt() throws IOException {
        Project project = new Project(home);
        JsonNode made = new ObjectMapper()
                .readTree(project.wadi("token", "new", "ci", "--role", "operator", "--json")
                        .out());
        String entry = made.get("entry").asText();
        assertThat(made.get("token").asText()).hasSize(48);
        assertThat(entry).doesNotContain(made.get("token").asText());

        ApiSettings settings = ApiSettings.of(
                Settings.read(home, Map.of("wadi.server.port", "0"), Map.of()),
                Secrets.ofEnvironment(Map.of("API_TOKENS", entry)),
                "1",
                "n",
                true);
        Token token = settings.tokens().all().get(0);
        assertThat(token.caller().role()).isEqualTo(Role.OPERATOR);
        assertThat(token).isEqualTo(Token.of(token.caller(), made.get("token").asText()));
        assertThat(settings.api().port()).isZero();
        assertThat(settings.observed().port()).isEqualTo(ApiSettings.OBSERVED_PORT);
    }

    @Test
    void noTwoAreTheSame() {
        Project project = new Project(home);
        String[] words = {"token", "new", "ci"};
        assertThat(project.wadi(words).out())
                .isNotEqualTo(project.wadi(words).out())
                .contains("ci:viewer:");
    }

    @Test
    void aNameThatCannotBeIsRefused() {
        Outcome outcome = new Project(home).wadi("token", "new", "a:b");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("a:b", "letters");
    }
}
