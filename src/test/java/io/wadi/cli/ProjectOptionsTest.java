package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Pause;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectOptionsTest {
    @TempDir
    Path home;

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    private Surroundings surroundings(String profile) {
        new Project(home)
                .file("work/samples.properties", "hubspot.url=http://127.0.0.1:4711\n")
                .file("work/samples.secrets.properties", "hubspot.token=sample\n");
        return new Surroundings(
                nowhere,
                nowhere,
                Map.of(
                        "WADI_PROFILE",
                        profile,
                        "WADI_WORK",
                        home.resolve("work").toString(),
                        "HUBSPOT_URL",
                        "https://api.hubapi.com",
                        "HUBSPOT_TOKEN",
                        "real"),
                home,
                false,
                Pause.REAL);
    }

    @Test
    void theSamplesProfileMeetsNoRealServiceHoweverItIsChosen() {
        ProjectOptions options = new ProjectOptions();
        Surroundings samples = surroundings("samples");
        assertThat(options.settings(samples).get("hubspot.url")).contains("http://127.0.0.1:4711");
        assertThat(options.secrets(samples).find("hubspot", "token")).contains("sample");
    }

    @Test
    void withoutItTheVariablesCount() {
        ProjectOptions options = new ProjectOptions();
        Surroundings real = surroundings("");
        assertThat(options.settings(real).get("hubspot.url")).contains("https://api.hubapi.com");
        assertThat(options.secrets(real).find("hubspot", "token")).contains("real");
    }
}
