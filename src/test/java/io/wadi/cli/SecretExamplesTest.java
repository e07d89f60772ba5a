package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.camel.SecretNeeds;
import io.wadi.camel.SecretNeeds.Need;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.config.vault.Vaults;
import io.wadi.extract.files.remote.RemotePlace;
import io.wadi.extract.rest.Auth;
import io.wadi.model.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of files with secrets have every secret that routes, destinations and code ask for, and no value. */
class SecretExamplesTest {
    private static final Path HOME =
            Path.of(System.getProperty("wadi.home", ".")).toAbsolutePath();

    @Test
    void everySecretIsThere() throws IOException {
        Settings settings = Settings.read(HOME, Map.of(), Map.of());
        RouteFiles routes = RouteFiles.read(RouteFiles.folder(HOME));
        List<Need> needs = new ArrayList<>();
        routes.pipelines().forEach(p -> needs.addAll(SecretNeeds.of(routes, p.name(), settings)));
        assertThat(needs).extracting(Need::name).contains("hubspot.token", "shop.password");
        Secrets none = Secrets.ofEnvironment(Map.of("S3_ACCESS_KEY_ID", "x", "S3_SESSION_TOKEN", "x"));
        needs.addAll(new SnowflakeTarget(settings, none, HOME).needs());
        needs.addAll(new S3Target(settings, none, HOME, Pause.REAL).needs());
        Set<String> names = new TreeSet<>(Vaults.secrets());
        needs.forEach(need -> need.keys().forEach(key -> names.add(need.section() + "." + key)));
        names.add(SecretNeeds.MASK_SECTION + "." + SecretNeeds.MASK_KEY);

        assertThat(example()).containsAll(names);
    }

    @Test
    void everyKindOfLoginIsThere() throws IOException {
        Set<String> keys = new HashSet<>();
        example().forEach(name -> keys.add(name.substring(name.lastIndexOf('.') + 1)));
        for (Auth.Kind kind : Auth.Kind.values()) {
            assertThat(keys).containsAll(kind.keys());
        }
        for (String place : List.of("sftp://host/*", "s3://bucket/*")) {
            RemotePlace.keys(place).forEach(some -> assertThat(keys).containsAll(some));
        }
    }

    @Test
    void bothHaveTheSameAndNoValues() throws IOException {
        List<String> variables = lines(".envrc.example").toList();
        assertThat(variables).allMatch(line -> line.matches("export [A-Z0-9_]+="));
        assertThat(lines("secrets.properties.example")).allMatch(line -> line.matches("[a-z0-9.-]+="));
        assertThat(variables)
                .containsAll(example().stream()
                        .map(name -> "export " + Settings.variable(name) + "=")
                        .toList());
    }

    private static Set<String> example() throws IOException {
        Set<String> names = new TreeSet<>();
        lines("secrets.properties.example").forEach(line -> names.add(line.substring(0, line.indexOf('='))));
        return names;
    }

    private static Stream<String> lines(String file) throws IOException {
        return Files.readAllLines(HOME.resolve(file)).stream().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }
}
