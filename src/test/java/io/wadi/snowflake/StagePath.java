package io.wadi.snowflake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What stands after an @: a stage, and the beginning of its files' names.
 *
 * @param root the stage's folder
 * @param shown how LIST calls the stage
 * @param prefix without a leading slash
 */
record StagePath(Path root, String shown, String prefix) {
    /** Of a named stage, a table's, or the user's own; the stage must be there. */
    static StagePath of(Session session, String text) {
        int slash = outsideQuotes(text);
        String prefix = inside(text.substring(Math.min(text.length(), slash + 1)));
        String stage = text.substring(0, slash);
        Path stages = session.world().stages();
        if (stage.equals("~")) {
            // not under the name ~, which the driver would make the home directory
            return new StagePath(stages.resolve("users").resolve(session.user()), "", prefix);
        }
        boolean ofTable = stage.contains("%");
        List<String> names =
                new Tokens(Lexer.statement(stage.replace("\"%", "\"").replace("%", ""))).names();
        ObjectName name = session.resolve(names);
        if (ofTable && session.find(name).isEmpty()) {
            throw Refusal.missingTable(name);
        }
        if (!ofTable && !session.catalogue().hasStage(name)) {
            throw Refusal.missing("Stage", name);
        }
        Path root = stages.resolve(name.database()).resolve(name.schema()).resolve((ofTable ? "%" : "") + name.name());
        return new StagePath(root, ofTable ? "" : name.name().toLowerCase(Locale.ROOT) + "/", prefix);
    }

    private static int outsideQuotes(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            if (!quoted && text.charAt(i) == '/') {
                return i;
            }
        }
        return text.length();
    }

    /** A path that stays below its root. */
    private static String inside(String path) {
        if (path.startsWith("/")
                || path.contains("\\")
                || List.of(path.split("/", -1)).contains("..")) {
            throw Refusal.value("stage path", path);
        }
        return path;
    }

    /** As COPY's list of files names one. */
    StagePath file(String name) {
        boolean folder = prefix.isEmpty() || prefix.endsWith("/");
        return new StagePath(root, shown, prefix + (folder ? "" : "/") + inside(name));
    }

    Path path() {
        return root.resolve(prefix);
    }

    /** The names of all files that begin with the prefix, in order. */
    List<String> files() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            List<String> names = new ArrayList<>(all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith(prefix))
                    .toList());
            names.sort(null);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
