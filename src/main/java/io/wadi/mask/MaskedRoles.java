package io.wadi.mask;

import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.Cursor;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.Masks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What cannot be masked, for what it does in a resource. A hash is equal where values are equal, so that keys and versions may
 * be hashed and nothing else; what has an order, or decides by what it says, stays as it is.
 *
 * <p>Names are compared without case and signs, for hints may have them as the table does.
 */
public final class MaskedRoles {
    private static final String HASH_IT = ", whose values stay equal where they were equal";

    private final Masks masks;
    private final List<Explanation> problems = new ArrayList<>();

    private MaskedRoles(List<Mask> masks) {
        this.masks = new Masks(masks.stream().map(MaskedRoles::plain).toList());
    }

    /** Everything that is masked and must not be. */
    public static List<Explanation> problems(Hints hints) {
        MaskedRoles roles = new MaskedRoles(hints.masks());
        hints.cursor().map(Cursor::path).ifPresent(roles::cursor);
        hints.cursor().flatMap(Cursor::primaryKey).orElse(List.of()).forEach(roles::key);
        hints.primaryKey().forEach(roles::key);
        hints.mergeKey().forEach(roles::key);
        for (Map.Entry<String, ColumnHint> column : hints.columns().entrySet()) {
            roles.column(column.getKey(), column.getValue().roles());
        }
        return roles.problems.stream().distinct().toList();
    }

    /** What is wrong with masking where a resource has this cursor. */
    public static List<Explanation> problems(List<Mask> masks, String cursor) {
        MaskedRoles roles = new MaskedRoles(masks);
        roles.cursor(cursor);
        return roles.problems;
    }

    private void cursor(String path) {
        at(path).ifPresent(mask -> tell(
                mask,
                ", and the same field is the cursor.path",
                "read by another field, or leave this one as it is: a masked value has no order"));
    }

    private void key(String column) {
        at(column)
                .filter(mask -> mask.kind() != Mask.Kind.HASH)
                .ifPresent(mask -> tell(mask, ", and " + column + " is a key", "use " + hashed(mask) + HASH_IT));
    }

    private void column(String column, Set<ColumnRole> roles) {
        Optional<Mask> mask = at(column);
        if (mask.isPresent() && (roles.contains(ColumnRole.DEDUP_ASC) || roles.contains(ColumnRole.DEDUP_DESC))) {
            tell(
                    mask.get(),
                    ", and column." + column + ".dedupSort decides by its order",
                    "sort by another column, or leave this one as it is");
        } else if (mask.isPresent() && roles.contains(ColumnRole.HARD_DELETE)) {
            tell(
                    mask.get(),
                    ", and column." + column + ".hardDelete decides by its value",
                    "leave this one as it is: a masked value deletes what it should not");
        } else if (roles.contains(ColumnRole.ROW_VERSION)) {
            mask.filter(m -> m.kind() != Mask.Kind.HASH)
                    .ifPresent(m -> tell(m, ", and " + column + " is merge.rowVersion", "use " + hashed(m) + HASH_IT));
        }
    }

    private static String hashed(Mask mask) {
        return mask.scope() == Mask.Scope.ENDPOINT ? mask.from() + ": hash" : "hash there, or mask.NAME: hash here";
    }

    private void tell(Mask mask, String what, String fix) {
        problems.add(
                Explanation.of(mask.from() + " is " + mask.kind().word() + what).fix(fix));
    }

    private Optional<Mask> at(String column) {
        String path =
                column.replaceFirst("^\\$\\.", "").replaceAll("\\[[*]?]", "").replace("__", ".");
        return masks.at(Arrays.asList(plain(path).split("\\.")));
    }

    private static Mask plain(Mask mask) {
        return new Mask(plain(mask.path()), mask.kind(), mask.scope(), mask.from());
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("(?<=[\\p{L}\\p{N}])[_ -]+|[_ -]+(?=[\\p{L}\\p{N}])", "");
    }
}
