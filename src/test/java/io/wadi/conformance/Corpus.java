package io.wadi.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is to compare with: the directories of cases and of takeovers and the files of vectors below the directories
 * that {@code -Dconformance.dirs=A,B} names, ours unless told. A directory is known by what it holds, so it may be one case
 * or a folder of anything; nothing is read yet, so that what is malformed fails alone.
 */
record Corpus(List<Path> cases, List<Path> vectors, List<Path> takeovers) {
    static final Path OURS = Path.of("src/test/resources/conformance");
    private static final String VECTORS = "vectors";
    private static final int DEEPEST = 3;

    static Corpus find() {
        Corpus corpus = new Corpus(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Arrays.stream(System.getProperty("conformance.dirs", OURS.toString()).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .forEach(directory -> corpus.look(directory, 0));
        return corpus;
    }

    private void look(Path directory, int depth) {
        if (has(directory, Takeover.BEFORE) || has(directory, Takeover.EXPECTED)) {
            takeovers.add(directory);
        } else if (has(directory, GoldenCase.SETUP) || has(directory, GoldenCase.EXPECTED)) {
            cases.add(directory);
        } else {
            List<Path> files = children(directory, Files::isRegularFile);
            List<Path> named =
                    files.stream().filter(file -> VectorFile.isKnown(file)).toList();
            List<Path> folders = children(directory, Files::isDirectory);
            if (!named.isEmpty() || directory.endsWith(VECTORS)) {
                files.stream().filter(f -> f.toString().endsWith(".json")).forEach(vectors::add);
            } else if (depth < DEEPEST && !folders.isEmpty()) {
                folders.forEach(folder -> look(folder, depth + 1));
            } else if (depth == 0 || files.stream().anyMatch(Corpus::isData)) {
                // To be told of, not passed over in silence.
                cases.add(directory);
            }
        }
    }

    private static boolean has(Path directory, String file) {
        return Files.exists(directory.resolve(file));
    }

    private static boolean isData(Path file) {
        return file.toString().endsWith(".json") || file.toString().endsWith(".jsonl");
    }

    private interface Kind {
        boolean of(Path path);
    }

    private static List<Path> children(Path directory, Kind kind) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(kind::of)
                    .filter(child -> !String.valueOf(child.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
