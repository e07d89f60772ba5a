package io.wadi.extract.files;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path with wildcards: {@code *} and {@code ?} within a name, {@code **} over any number of folders, {@code [a-z]} and
 * {@code {csv,json}}. Wildcards do not match names that begin with a point.
 *
 * @param root the path before the first wildcard, up to its last slash, which is part of it; may be empty
 * @param depth how many folders deep names can match
 */
public record Glob(String root, Pattern below, int depth) {
    /** @throws IllegalArgumentException when it is no pattern */
    public static Glob parse(String path) {
        int wild = 0;
        while (wild < path.length() && "*?[{".indexOf(path.charAt(wild)) < 0) {
            wild++;
        }
        int root = path.lastIndexOf('/', wild) + 1;
        if (path.isBlank() || root == path.length()) {
            throw new IllegalArgumentException("'" + path + "' names no file: write data/*.csv, or data/**/*.csv");
        }
        String glob = path.substring(root);
        int depth = glob.contains("**")
                ? Integer.MAX_VALUE
                : (int) glob.chars().filter(c -> c == '/').count() + 1;
        return new Glob(path.substring(0, root), pattern(path, glob), depth);
    }

    private static Pattern pattern(String path, String glob) {
        StringBuilder regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            boolean begins = i == 0 || glob.charAt(i - 1) == '/';
            if (glob.startsWith("**/", i) && begins) {
                regex.append("(?:(?!\\.)[^/]+/)*");
                i += 2;
            } else if (c == '*') {
                regex.append(begins ? "(?!\\.)" : "").append(glob.startsWith("**", i) ? ".*" : "[^/]*");
                i += glob.startsWith("**", i) ? 1 : 0;
            } else if (c == '?') {
                regex.append(begins ? "(?!\\.)" : "").append("[^/]");
            } else if (c == '[' && glob.indexOf(']', i) > i) {
                int end = glob.indexOf(']', i + 2);
                String range = glob.substring(i + 1, Math.max(end, i + 1));
                regex.append('[')
                        .append(range.replaceFirst("^!", "^")
                                .replace("\\", "\\\\")
                                .replace("[", "\\[")
                                .replace("&", "\\&"))
                        .append(']');
                i = end < 0 ? glob.length() : end;
            } else if (c == '{') {
                regex.append("(?:");
                depth++;
            } else if (c == '}' && depth > 0) {
                regex.append(')');
                depth--;
            } else if (c == ',' && depth > 0) {
                regex.append('|');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + path + "' has a bracket that is not closed", e);
        }
    }

    /** @param path below the root */
    public boolean matches(String path) {
        return below.matcher(path).matches();
    }

    /** Whether it reaches into any folder below its root, and so finds again what is moved there. */
    public boolean reachesEverywhere() {
        return depth == Integer.MAX_VALUE;
    }
}
