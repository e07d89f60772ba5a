package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.cli.Project.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigExplainTest {
    private Project project;

    @BeforeEach
    void aProject(@TempDir Path home) {
        project = new Project(home)
                .events(
                        "{{shop.url:https://shop.example.com}}/events",
                        "auth: bearer",
                        "credentials: hubspot",
                        "query.size: \"{{page.size}}\"")
                .file("application.properties", "# here\nshop.url=https://base.example.com\n")
                .file("application-dev.properties", "shop.url=https://dev.example.com\n");
    }

    @Test
    void theFirstPlaceCountsAndShadowsTheOthers() {
        project.environment.put("SHOP_URL", "https://variable.example.com");
        Outcome outcome = project.wadi(
                "config", "explain", "shop.url", "--profile", "dev", "-D", "shop.url=https://x.example.com");
        assertThat(outcome).isEqualTo(new Outcome(0, """
                shop.url
                  from     command line shop.url   https://x.example.com
                  shadows  environment SHOP_URL   https://variable.example.com
                  shadows  application-dev.properties:1   https://dev.example.com
                  shadows  application.properties:2   https://base.example.com
                  shadows  default at routes/sources/shop.camel.yaml:9   https://shop.example.com
                  used     routes/sources/shop.camel.yaml:9
                """, ""));
    }

    @Test
    void defaultsAreToldAndWhatIsNotSet() {
        assertThat(project.wadi("config", "explain", "vault.refresh").out())
                .isEqualTo("vault.refresh\n  from     default   5m\n");
        assertThat(project.wadi("config", "explain", "page.size").out())
                .isEqualTo("page.size\n  from     nowhere: it is not set\n"
                        + "  used     routes/sources/shop.camel.yaml:17\n");
    }

    @Test
    void aSecretIsNeverShown() throws IOException {
        project.environment.put("HUBSPOT_TOKEN", "hunter2-a");
        project.file("secrets.properties", "\nhubspot.token=hunter2-b\nodd.thing=hunter2-c\n")
                .file(
                        "application.properties",
                        "hubspot.token=hunter2-d\nshop.url=https://me:hunter2@shop.example.com\n");
        assertThat(project.wadi("config", "explain", "hubspot.token").out()).isEqualTo("""
                hubspot.token
                  from     environment variable HUBSPOT_TOKEN   a secret, which is not shown
                  shadows  secrets.properties:2   a secret, which is not shown
                  shadows  application.properties:1   a secret, which is not shown
                """);
        for (String key : new String[] {"odd.thing", "shop.url", "hubspot.token"}) {
            Outcome json = project.wadi("config", "explain", key, "--json");
            assertThat(json.out()).contains("\"place\"").doesNotContain("hunter2");
            JsonNode told = new ObjectMapper().readTree(json.out());
            assertThat(told.path("secret").asBoolean()).isTrue();
        }
    }

    @Test
    void whatNobodyKnowsIsRefusedWithTheNearest() {
        Outcome outcome = project.wadi("config", "explain", "shop.ulr");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("shop.ulr is set nowhere, and no route reads it", "did you mean shop.url?");
        assertThat(project.wadi("config", "explain", "hubspot.tokn").err()).contains("did you mean hubspot.token?");
        assertThat(project.wadi("config", "explain", "vault.regoin").err()).contains("did you mean vault.region?");
    }
}
