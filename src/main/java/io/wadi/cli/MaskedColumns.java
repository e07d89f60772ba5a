package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Mask;
import io.wadi.model.MaskPath;
import io.wadi.normalise.Naming;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which columns of a resource's tables hold what masks left.
 *
 * @param root the resource's table
 * @param masks by path of the source's records, the strongest first
 */
record MaskedColumns(String root, List<Masked> masks) {
    private static final Naming NAMING = new Naming(65_536);
    private static final String LEVEL = Naming.SEPARATOR;

    /** @param what it does, and who says so */
    record Masked(String path, Mask.Kind kind, String what) {
        Masked {
            requireNonNull(path);
            requireNonNull(kind);
            requireNonNull(what);
        }
    }

    MaskedColumns {
        requireNonNull(root);
        masks = List.copyOf(masks);
    }

    /** What became of a column's values; empty where nothing did, or where the table is another's. */
    Optional<String> of(String table, String column) {
        if (!table.equals(root) && !table.startsWith(root + LEVEL)) {
            return Optional.empty();
        }
        String field = (table + LEVEL + column).substring(root.length() + LEVEL.length());
        return masks.stream()
                .filter(mask -> pattern(mask.path()).matcher(field).matches())
                .findFirst()
                .filter(mask -> mask.kind() != Mask.Kind.KEEP)
                .map(Masked::what);
    }

    /** What lies within a masked field is masked, too. */
    private static Pattern pattern(String path) {
        String keys = MaskPath.parse(path).keys().stream()
                .map(key -> key.text().equals("**")
                        ? "(?:.*__)?"
                        : key.text().contains("*") ? like(key.text()) : Pattern.quote(named(key.text())))
                .collect(Collectors.joining(LEVEL))
                .replace("(?:.*__)?" + LEVEL, "(?:.*__)?");
        return Pattern.compile(keys + "(?:__.*)?");
    }

    private static String like(String key) {
        return java.util.Arrays.stream(key.split("\\*", -1))
                .map(part -> part.isEmpty() ? "" : Pattern.quote(named(part)))
                .collect(Collectors.joining("(?:(?!__).)*"));
    }

    private static String named(String key) {
        return key.isBlank() ? key : NAMING.path(key);
    }
}
