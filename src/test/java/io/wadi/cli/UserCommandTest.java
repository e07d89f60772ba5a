package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.server.console.Users;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's line holds a hash, and the file of such lines is the console's. */
class UserCommandTest {
    @TempDir
    Path home;

    private final InputStream before = System.in;

    @AfterEach
    void restore() {
        System.setIn(before);
    }

    private Outcome made(String password, String... words) {
        System.setIn(new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8)));
        return new Project(home).wadi(words);
    }

    @Test
    void theLineIsOneOfTheUsersFile() throws IOException {
        String line = made("correct horse battery", "user", "new", "anna", "--role", "admin")
                .out()
                .strip();
        assertThat(line)
                .startsWith("anna:admin:$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain("horse");
        Path file = Files.writeString(home.resolve("users"), line + "\n");
        assertThat(Users.read(file).isEmpty()).isFalse();
        assertThat(made("correct horse battery", "user", "new", "anna", "--role", "admin")
                        .out())
                .as("salted")
                .isNotEqualTo(line + "\n");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(made("short", "user", "new", "anna").err()).contains("5 characters");
        assertThat(made("correct horse battery", "user", "new", "anna", "--role", "boss")
                        .err())
                .contains("boss");
        assertThat(made("correct horse battery", "user", "new", "a:b").code()).isEqualTo(2);
    }
}
