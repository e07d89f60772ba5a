package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wadi.cli.Project.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits into a repository of git, through the project's hook. */
class CommitHookTest {
    private static final Path HOME =
            Path.of(System.getProperty("wadi.home", ".")).toAbsolutePath();

    @TempDir
    Path home;

    private Project project;

    private record Git(int code, String said) {}

    @BeforeEach
    void aRepository() throws Exception {
        assumeThat(git("--version").code()).isZero();
        git("init", "-q");
        git("config", "user.name", "x");
        git("config", "user.email", "x@example.com");
        git("config", "core.hooksPath", ".githooks");
        project = new Project(home)
                .events("https://shop.example.com/events")
                .file(".gitignore", "secrets.properties\nwork/\nout.duckdb\n")
                .file(".githooks/pre-commit", Files.readString(HOME.resolve(".githooks/pre-commit")))
                .file(
                        "wadi",
                        "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                                + "' -XX:TieredStopAtLevel=1 -Dwadi.home=. -cp '"
                                + System.getProperty("java.class.path")
                                + "' io.wadi.cli.Wadi \"$@\"\n");
        for (String script : List.of(".githooks/pre-commit", "wadi")) {
            Files.setPosixFilePermissions(home.resolve(script), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aCommitWithoutSecretsPasses() throws Exception {
        project.file("secrets.properties", "shop.token=hunter2-hunter2\n")
                .file("application.properties", "shop.url=https://shop.example.com\n")
                .file(".envrc", "export SHOP_TOKEN=$(pass shop)\nexport SHOP_PASSWORD=\n");
        git("add", ".");
        Git commit = git("commit", "-qm", "first");
        assertThat(commit.said()).isEmpty();
        assertThat(commit.code()).isZero();
        assertThat(git("ls-files").said()).contains("wadi", ".envrc").doesNotContain("secrets.properties");
        assertThat(project.wadi("secrets", "scan").code()).isZero();
        assertThat(project.wadi("validate").err()).isEmpty();
    }

    @Test
    void aCommitWithOneIsRefused() throws Exception {
        project.file("secrets.properties", "shop.token=hunter2-hunter2\n")
                .file("conf/application.properties", "shop.url=x\nshop.api-key=hunter2-hunter2\n")
                .file(".envrc", "# mine\nexport SHOP_TOKEN='hunter2-hunter2'\n")
                .file("in/key.p8", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nhunter2\n")
                .file(
                        "other.camel.yaml",
                        "- route:\n    from:\n      uri: timer:x\n      parameters:\n"
                                + "        header.Authorization: Bearer hunter2hunter2\n");
        git("add", "-f", ".");

        Git commit = git("commit", "-qm", "first");

        assertThat(commit.code()).isNotZero();
        assertThat(commit.said())
                .contains(
                        "✗ secrets.properties is under version control\n  at     secrets.properties\n",
                        "✗ shop.api-key is a secret in plain text\n  at     conf/application.properties:2\n",
                        "✗ shop_token is a secret in plain text\n  at     .envrc:2\n",
                        "✗ in/key.p8 is a private key in plain text\n",
                        "✗ header.Authorization is a secret in plain text\n  at     other.camel.yaml:5\n")
                .doesNotContain("hunter2");
        assertThat(git("log", "-1").code()).as("nothing was committed").isNotZero();
        Outcome validated = project.wadi("validate");
        assertThat(validated.code()).isEqualTo(2);
        assertThat(validated.err())
                .contains("secrets.properties is under", ".envrc:2", "in/key.p8")
                .doesNotContain("hunter2");
    }

    /** Not what lies in the folder by then. */
    @Test
    void whatIsStagedIsLookedAt() throws Exception {
        project.file("application.properties", "shop.url=x\n");
        git("add", "application.properties");
        project.file("application.properties", "shop.token=hunter2\n");
        assertThat(git("commit", "-qm", "clean").code()).isZero();

        git("add", "application.properties");
        project.file("application.properties", "shop.url=x\n");
        Git commit = git("commit", "-qm", "dirty");
        assertThat(commit.code()).isNotZero();
        assertThat(commit.said()).contains("application.properties:1").doesNotContain("hunter2");
    }

    private Git git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        git.getOutputStream().close();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Git(git.waitFor(), said);
    }
}
