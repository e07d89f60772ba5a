package io.wadi.load.duckdb;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Base;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a file said of its pipelines, for as long as nobody has written to it since. Opening a database takes longer than
 * a small load, and a server loads again and again.
 */
final class Seen {
    /** What is asked for. */
    record Question(String pipeline, String dataset, String schemaName) {
        Question {
            requireNonNull(pipeline);
            requireNonNull(dataset);
            requireNonNull(schemaName);
        }
    }

    /** What changes with whatever is written. */
    private record Stamp(Optional<Object> key, long size, FileTime modified) {}

    private record Answer(Base base, Stamp stamp, boolean made) {}

    private final Path file;
    private final Path log;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    Seen(Path file) {
        this.file = file;
        this.log = file.resolveSibling(file.getFileName() + ".wal");
    }

    /**
     * To be called while the file is open, so that nobody else can write to it.
     *
     * @param made whether all that a load sets up before it begins is there
     */
    void note(Question question, Base base, boolean made) {
        stamp().ifPresentOrElse(
                        stamp -> answers.put(question, new Answer(base, stamp, made)), () -> answers.remove(question));
    }

    void forget() {
        answers.clear();
    }

    Optional<Base> base(Question question) {
        return answer(question).map(Answer::base);
    }

    boolean isMade(Question question) {
        return answer(question).filter(Answer::made).isPresent();
    }

    private Optional<Answer> answer(Question question) {
        return Optional.ofNullable(answers.get(question)).filter(answer -> stamp().equals(Optional.of(answer.stamp())));
    }

    /** Empty while there is more than the file itself: what is committed is in the log then. */
    private Optional<Stamp> stamp() {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return Files.exists(log)
                    ? Optional.empty()
                    : Optional.of(new Stamp(Optional.ofNullable(is.fileKey()), is.size(), is.lastModifiedTime()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
