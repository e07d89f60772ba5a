package io.wadi.extract.files;

import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Files of this machine. */
public final class LocalFiles implements FileStore {
    private final Glob glob;
    private final Path root;

    /** @param glob relative paths begin in the current directory */
    public LocalFiles(Glob glob) {
        this.glob = glob;
        this.root = Path.of(glob.root());
    }

    @Override
    public List<FoundFile> list(Deadline deadline) {
        List<FoundFile> found = new ArrayList<>();
        Path folder = root.toAbsolutePath();
        try {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), glob.depth(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    deadline.check();
                    String below = folder.relativize(file).toString().replace('\\', '/');
                    if (attributes.isRegularFile() && glob.matches(below)) {
                        found.add(new FoundFile(
                                glob.root() + below,
                                attributes.size(),
                                attributes.lastModifiedTime().toInstant()));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof FileSystemLoopException
                            || (e instanceof NoSuchFileException && !file.equals(folder))) {
                        return FileVisitResult.CONTINUE; // a link to above, or a file that just went
                    }
                    throw new TerminalFailure(
                            Explanation.of((file.equals(folder) && e instanceof NoSuchFileException
                                                    ? "there is no folder "
                                                    : "not readable: ")
                                            + file)
                                    .fix("check the path, and that the user that runs wadi may read it"),
                            e);
                }
            });
        } catch (IOException e) {
            throw FileFailures.unreadable(folder.toString(), e);
        }
        found.sort(Comparator.comparing(FoundFile::path));
        return found;
    }

    @Override
    public Path fetch(FoundFile file, Deadline deadline) {
        return Path.of(file.path());
    }

    @Override
    public boolean stays() {
        return true;
    }

    @Override
    public void delete(FoundFile file) {
        try {
            Files.deleteIfExists(Path.of(file.path()));
        } catch (IOException e) {
            throw stuck("deleted", file, e);
        }
    }

    @Override
    public void move(FoundFile file, String folder) {
        Path to = free(Path.of(folder).resolve(file.path().substring(glob.root().length())));
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.move(Path.of(file.path()), to);
        } catch (NoSuchFileException e) {
            return; // moved by an earlier run
        } catch (IOException e) {
            throw stuck("moved to " + to, file, e);
        }
    }

    /** A name that nothing has: a file that arrives each day under one name does not replace that of yesterday. */
    private static Path free(Path wanted) {
        Path free = wanted;
        for (int i = 2; Files.exists(free); i++) {
            String name = String.valueOf(wanted.getFileName());
            int dot = name.indexOf('.', 1);
            free = wanted.resolveSibling(
                    dot < 0 ? name + "." + i : name.substring(0, dot) + "." + i + name.substring(dot));
        }
        return free;
    }

    private static TerminalFailure stuck(String how, FoundFile file, IOException e) {
        return new TerminalFailure(
                Explanation.of("file " + file.path() + " cannot be " + how + ": " + e.getMessage())
                        .fix("check that the user that runs wadi may write there"),
                e);
    }

    @Override
    public boolean finds(String folder) {
        Path searched = root.toAbsolutePath().normalize();
        Path to = Path.of(folder).toAbsolutePath().normalize();
        return to.equals(searched) || (glob.reachesEverywhere() && to.startsWith(searched));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
