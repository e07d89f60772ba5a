package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path home;

    private final Map<String, String> commandLine = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void theFirstPlaceThatHasAKeyWins() throws IOException {
        file("application.properties", "exchange-rates.url=base\n");
        assertFound("base", "application.properties exchange-rates.url");

        file("application-dev.properties", "exchange-rates.url=dev\n");
        environment.put("WADI_PROFILE", "dev");
        assertFound("dev", "application-dev.properties exchange-rates.url");

        environment.put("EXCHANGE_RATES_URL", "environment");
        assertFound("environment", "environment EXCHANGE_RATES_URL");

        commandLine.put("exchange-rates.url", "command line");
        assertFound("command line", "command line exchange-rates.url");
    }

    @Test
    void whatIsNowhereIsAbsent() {
        assertThat(settings().get("nothing")).isEmpty();
    }

    @Test
    void readsUtf8() throws IOException {
        file("application.properties", "name=Łódź\n");
        assertThat(settings().get("name")).contains("Łódź");
    }

    @Test
    void listsKeysByPrefix() throws IOException {
        file("application.properties", "camel.component.http.a=1\nother=2\n");
        commandLine.put("camel.component.b", "3");
        assertThat(settings().keys("camel.component.")).containsExactly("camel.component.b", "camel.component.http.a");
    }

    @Test
    void aProfileHasItsFile() {
        commandLine.put("wadi.profile", "nonesuch");
        assertThatThrownBy(this::settings)
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("application-nonesuch.properties cannot be read: there is no such file");
    }

    /** Else a demonstration would read, or write to, the service that a variable happens to name. */
    @Test
    void aProfileThatLiesElsewhereComesBeforeTheEnvironment() throws IOException {
        file("application.properties", "hubspot.url=base\nother.url=base\n");
        environment.putAll(Map.of("HUBSPOT_URL", "real", "OTHER_URL", "real", "WADI_PROFILE", "samples"));
        Path samples = Files.writeString(home.resolve("elsewhere"), "hubspot.url=sample\n");

        Settings settings = Settings.read(home, commandLine, environment, Map.of("samples", samples));

        assertThat(settings.get("hubspot.url")).contains("sample");
        assertThat(settings.get("other.url")).contains("real");
        commandLine.put("hubspot.url", "asked for");
        assertThat(Settings.read(home, commandLine, environment, Map.of("samples", samples))
                        .get("hubspot.url"))
                .contains("asked for");
    }

    private void assertFound(String value, String from) {
        assertThat(settings().find("exchange-rates.url"))
                .contains(new Settings.Setting("exchange-rates.url", value, from));
    }

    private Settings settings() {
        return Settings.read(home, commandLine, environment);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
    }
}
