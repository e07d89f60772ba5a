package io.wadi.normalise;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** dlt's naming convention {@code snake_case} (contract 1). Not cheap: callers keep the names they asked for. */
public final class Naming {
    /** Stands between the levels of a path. */
    public static final String SEPARATOR = "__";

    private static final Pattern BEFORE_WORD = Pattern.compile("([^_])([A-Z][a-z]+)");
    private static final Pattern BEFORE_CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern UNDERSCORES = Pattern.compile("__+");
    private static final int TAG_BYTES = 4;
    private static final int TAG_LENGTH = 6;

    private final int maxLength;

    /** @param maxLength the longest name the destination takes, in code points */
    public Naming(int maxLength) {
        if (maxLength <= TAG_LENGTH) {
            throw new IllegalArgumentException("names of at most " + maxLength + " characters cannot be told apart");
        }
        this.maxLength = maxLength;
    }

    /**
     * One name (contract 1.1).
     *
     * @throws IllegalArgumentException when {@code name} is blank
     */
    public String identifier(String name) {
        String stripped = PythonText.strip(name);
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("a blank name cannot be normalised");
        }
        return shorten(snakeCase(reduce(stripped)), stripped);
    }

    /** A key or a table's name, of which {@code __} makes levels (contract 1.2). Empty when no level has a name. */
    public String path(String path) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = path.indexOf(SEPARATOR); at >= 0; at = path.indexOf(SEPARATOR, from)) {
            parts.add(path.substring(from, at));
            from = at + SEPARATOR.length();
        }
        parts.add(path.substring(from));
        String normalised =
                parts.stream().filter(Naming::hasName).map(this::identifier).collect(Collectors.joining(SEPARATOR));
        return shorten(normalised, path);
    }

    /** A key of the source; a blank one has a name of its own (contract 1.4). */
    String key(String key) {
        String name = key.isBlank() ? "" : path(key);
        return name.isEmpty() ? "_empty" : name;
    }

    /** Levels that are normalised already, as one name: a flattened column, a nested table, a variant (contract 1.2). */
    public String join(List<String> fragments) {
        String joined = fragments.stream().filter(Naming::hasName).collect(Collectors.joining(SEPARATOR));
        return shorten(joined, joined);
    }

    private static boolean hasName(String part) {
        return !PythonText.strip(part).isEmpty();
    }

    private static String reduce(String name) {
        StringBuilder reduced = new StringBuilder(name.length());
        boolean replacing = false;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int c = name.codePointAt(i);
            int kept = switch (c) {
                case '+', '*' -> 'x';
                case '-' -> '_';
                case '@' -> 'a';
                case '|' -> 'l';
                default -> c;
            };
            boolean keep = kept == '_' || isLetter(kept) || Character.isDigit(kept);
            if (keep) {
                reduced.appendCodePoint(kept);
            } else if (!replacing) {
                reduced.append('_');
            }
            replacing = !keep;
        }
        return reduced.toString();
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String snakeCase(String name) {
        String broken = BEFORE_WORD.matcher(name).replaceAll("$1_$2");
        broken = BEFORE_CAPITAL.matcher(broken).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
        if (Character.isDigit(broken.codePointAt(0))) {
            broken = "_" + broken;
        }
        int end = broken.length();
        while (end > 0 && broken.charAt(end - 1) == '_') {
            end--;
        }
        return UNDERSCORES.matcher(broken.substring(0, end)).replaceAll("_") + "x".repeat(broken.length() - end);
    }

    /** Contract 1.3: {@code original} is what makes two shortened names differ. */
    private String shorten(String name, String original) {
        int length = name.codePointCount(0, name.length());
        if (length <= maxLength) {
            return name;
        }
        int rest = maxLength - TAG_LENGTH;
        int head = name.offsetByCodePoints(0, rest - rest / 2);
        int tail = name.offsetByCodePoints(0, length - rest / 2);
        return name.substring(0, head) + tag(original) + name.substring(tail);
    }

    private static String tag(String original) {
        byte[] utf8 = original.getBytes(StandardCharsets.UTF_8);
        byte[] digest = new byte[TAG_BYTES];
        new Shake128().hash(utf8, 0, utf8.length, digest);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(digest);
        return base64.replace('/', 'a').replace('+', 'b').toLowerCase(Locale.ROOT);
    }
}
