package io.wadi.mask.scan;

import io.wadi.mask.MaskedRoles;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.Masks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the fields of a scan come to: which are of people, which are masked, and what to say of the others. */
final class Findings {
    /** Where fewer of the values are it, it stands in other text, whose hash would be of no use. */
    private static final double MOSTLY = 0.8;

    private final Hints hints;
    private final Masks masks;
    private final List<Found> found = new ArrayList<>();

    Findings(Hints hints) {
        this.hints = hints;
        this.masks = new Masks(hints.masks());
    }

    List<Found> of(Field root) {
        within(List.of(), root);
        return found.stream()
                .sorted(Comparator.comparing((Found one) -> one.masked().isPresent())
                        .thenComparing(Found::what)
                        .thenComparing(Found::path))
                .toList();
    }

    private void within(List<String> path, Field field) {
        field.below().forEach((key, below) -> {
            List<String> keys = new ArrayList<>(path);
            keys.add(key);
            of(keys, below);
            within(keys, below);
        });
    }

    private void of(List<String> keys, Field field) {
        field.keys()
                .ifPresent(what -> add(
                        keys,
                        field,
                        what,
                        0,
                        Mask.Kind.DROP,
                        Optional.of("its keys are data: no mask hides names of fields")));
        Optional<Personal> look = field.look();
        Optional<Personal> name = name(keys).filter(any -> field.values() > 0);
        if (look.isPresent()) {
            Personal what = look.get();
            long hits = field.hits(what);
            boolean text = hits < MOSTLY * field.values();
            add(keys, field, what, hits, text ? Mask.Kind.REDACT : what.mask(), Optional.empty());
        } else {
            name.ifPresent(what -> add(keys, field, what, 0, what.mask(), Optional.empty()));
        }
    }

    /** Elements of a list are called as it is. */
    private static Optional<Personal> name(List<String> keys) {
        int last = keys.size() - 1;
        boolean row = last > 0 && keys.get(last).equals(Field.ROW);
        return Names.say(keys.get(row ? last - 1 : last));
    }

    private void add(List<String> keys, Field field, Personal what, long hits, Mask.Kind kind, Optional<String> note) {
        String path = String.join(".", keys.stream().map(Findings::key).toList());
        Optional<Mask> masked = masks.at(keys);
        Optional<Mask.Kind> advice = masked.isPresent() ? Optional.empty() : possible(path, kind);
        Optional<String> why = masked.isEmpty() && advice.isEmpty()
                ? Optional.of("cannot be masked: it is the cursor, or decides which rows stay")
                : note;
        found.add(new Found(path, what, field.values(), hits, masked, advice, why));
    }

    /** The kind, or a hash where a field has a part to play as it is. */
    private Optional<Mask.Kind> possible(String path, Mask.Kind kind) {
        return List.of(kind, Mask.Kind.HASH).stream()
                .filter(one -> MaskedRoles.problems(hints.withMasks(List.of(new Mask(path, one))))
                        .isEmpty())
                .findFirst();
    }

    private static String key(String key) {
        return key.equals(Field.ANY) || key.matches("[^.*\"\\[\\]]+") ? key : '"' + key.replace("\"", "\"\"") + '"';
    }
}
