package io.wadi.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A properties file that tells how to reach the services, for the owner's eyes only. Whoever writes last wins. */
final class SettingsFile {
    private final Path file;
    private final String content;

    SettingsFile(Path file, Map<String, String> settings) {
        this.file = file.toAbsolutePath();
        StringBuilder lines = new StringBuilder();
        settings.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        this.content = lines.toString();
    }

    /** Readers see the old file or the new one, never a part. Directories that are there keep their permissions. */
    void write() throws IOException {
        Path directory = file.resolveSibling("");
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path aside = Files.createTempFile(
                directory,
                file.getFileName() + ".",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(aside, content);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Leaves a file alone that another instance has written since: no two have the same ports and secrets. */
    void remove() throws IOException {
        if (Files.isRegularFile(file) && Files.readString(file).equals(content)) {
            Files.deleteIfExists(file);
        }
    }
}
