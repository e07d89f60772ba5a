package io.wadi.config;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A file with secrets, which is for its owner alone. */
final class SecretsFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private SecretsFile() {}

    /**
     * Empty when it is not there.
     *
     * @throws ConfigurationFailure when it cannot be read, or when others can
     */
    static Map<String, String> read(Path path) {
        Map<String, String> values = new HashMap<>();
        if (!Files.exists(path)) {
            return values;
        }
        Properties properties = new Properties();
        try {
            guarded(path);
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of(path.getFileName() + " cannot be read: "
                            + (e instanceof IOException ? e.getClass().getSimpleName() : "a bad \\u escape"))
                    .at(path.toString()));
        }
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    private static void guarded(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.stream().anyMatch(OTHERS::contains)) {
            throw new ConfigurationFailure(Explanation.of(path.getFileName()
                            + " holds secrets, and others than its owner have rights on it: "
                            + PosixFilePermissions.toString(permissions))
                    .at(path.toString())
                    .fix("chmod 600 '" + path + "'"));
        }
    }
}
