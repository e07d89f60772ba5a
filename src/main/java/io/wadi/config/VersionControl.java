package io.wadi.config;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What git has of a folder. */
final class VersionControl {
    private final Path home;

    VersionControl(Path home) {
        this.home = home;
    }

    /** The files that git tracks, with slashes; empty where there is no git, or nothing that it tracks. */
    List<String> tracked() {
        return git("ls-files", "-z").map(VersionControl::names).orElse(List.of()).stream()
                .filter(name -> Files.isRegularFile(home.resolve(name)))
                .toList();
    }

    /**
     * Copies what the next commit brings into a folder.
     *
     * @return the names, with slashes
     * @throws TerminalFailure when there is no git that could tell
     */
    List<String> staged(Path to, Predicate<String> wanted) {
        List<String> names = git("diff", "--cached", "--name-only", "--relative", "-z", "--diff-filter=ACMRT")
                .map(VersionControl::names)
                .orElseThrow(() -> new TerminalFailure(Explanation.of("git cannot tell what is staged")
                        .at(home.toString())
                        .fix("run this in a repository, with git on the PATH")));
        List<String> copied = new ArrayList<>();
        for (String name : names) {
            Optional<byte[]> bytes = wanted.test(name) ? git("show", ":./" + name) : Optional.empty();
            if (bytes.isPresent()) {
                Path copy = to.resolve(name);
                try {
                    Files.createDirectories(copy.getParent());
                    Files.write(copy, bytes.get());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                copied.add(name);
            }
        }
        return copied;
    }

    private static List<String> names(byte[] listed) {
        return Arrays.stream(new String(listed, StandardCharsets.UTF_8).split("\0", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** What git prints; empty when it fails or is not there. */
    private Optional<byte[]> git(String... arguments) {
        try {
            Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            byte[] printed = git.getInputStream().readAllBytes();
            return git.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
