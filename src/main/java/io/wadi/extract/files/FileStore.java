package io.wadi.extract.files;

import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import java.nio.file.Path;
import java.util.List;

/** Where files lie: a folder, a bucket, a server. Used by one thread. */
public interface FileStore extends AutoCloseable {
    /**
     * The files that match, by path.
     *
     * @throws Failure when the place cannot be looked at
     */
    List<FoundFile> list(Deadline deadline);

    /** The file on this machine, for as long as nothing else is fetched. */
    Path fetch(FoundFile file, Deadline deadline);

    /** Whether what was fetched stays where it is, and can be read again by a later run. */
    boolean stays();

    void delete(FoundFile file);

    /** Into a folder of the same store, which is made where needed; keeps the path below the folder that was searched. */
    void move(FoundFile file, String folder);

    /** Whether a file that is moved to this folder is one that the path matches again. */
    boolean finds(String folder);

    @Override
    void close();
}
