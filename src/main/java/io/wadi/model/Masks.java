package io.wadi.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The masks of one resource: what its endpoint says, and what the project's policy does. Of several that mean one field the
 * most specific is in force; between endpoint and policy what leaves less, unless the endpoint says {@code keep}.
 */
public record Masks(List<Mask> rules) {
    public Masks {
        rules = List.copyOf(rules);
    }

    /** The rule in force, of those that mean one field. */
    public static Optional<Mask> inForce(Collection<Mask> met) {
        Optional<Mask> own =
                met.stream().filter(mask -> mask.scope() == Mask.Scope.ENDPOINT).max(Mask.STRENGTH);
        Optional<Mask> policy =
                met.stream().filter(mask -> mask.scope() != Mask.Scope.ENDPOINT).max(Mask.STRENGTH);
        if (own.isEmpty() || policy.isEmpty()) {
            return own.or(() -> policy);
        }
        Mask.Kind said = own.get().kind();
        return said == Mask.Kind.KEEP || said.compareTo(policy.get().kind()) >= 0 ? own : policy;
    }

    /** All that mean the field itself that an exact path names. */
    public List<Mask> meaning(MaskPath field) {
        return rules.stream()
                .filter(rule -> {
                    MaskPath path = rule.keys();
                    Set<Integer> at = path.start();
                    for (MaskPath.Key key : field.keys()) {
                        at = path.step(at, key.text());
                    }
                    return path.isMet(at);
                })
                .toList();
    }

    /** What becomes of the field at these keys, or of one that holds it; empty where nothing does. */
    public Optional<Mask> at(List<String> keys) {
        List<Set<Integer>> at =
                new ArrayList<>(rules.stream().map(rule -> rule.keys().start()).toList());
        for (String key : keys) {
            List<Mask> met = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                MaskPath path = rules.get(i).keys();
                at.set(i, path.step(at.get(i), key));
                if (path.isMet(at.get(i))) {
                    met.add(rules.get(i));
                }
            }
            Optional<Mask> masked = inForce(met).filter(mask -> mask.kind() != Mask.Kind.KEEP);
            if (masked.isPresent()) {
                return masked;
            }
        }
        return Optional.empty();
    }

    /** Rules of one scope and path that say different things. */
    public List<Explanation> contradictions() {
        record Place(Mask.Scope scope, MaskPath path) {}
        Map<Place, Mask> known = new HashMap<>();
        List<Explanation> problems = new ArrayList<>();
        for (Mask rule : rules) {
            Mask other = known.computeIfAbsent(new Place(rule.scope(), rule.keys()), place -> rule);
            if (other.kind() != rule.kind()) {
                problems.add(Explanation.of(rule.from() + " is given twice, and differently")
                        .fix("keep one of " + other.kind().word() + " and "
                                + rule.kind().word()));
            }
        }
        return problems;
    }

    /** What hints say of columns, after their values are masked. */
    Map<String, ColumnHint> over(Map<String, ColumnHint> columns) {
        Map<String, ColumnHint> after = new LinkedHashMap<>();
        columns.forEach((name, hint) -> {
            Optional<Mask.Kind> kind = at(keys(name)).map(Mask::kind);
            if (kind.filter(Mask.Kind.DROP::equals).isEmpty()) {
                after.put(name, kind.map(k -> over(hint, k)).orElse(hint));
            }
        });
        return after;
    }

    private static ColumnHint over(ColumnHint hint, Mask.Kind kind) {
        if (kind.makesText()) {
            return new ColumnHint(
                    Optional.of(DataType.TEXT),
                    hint.nullable(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    hint.roles());
        }
        return kind.makesNulls() ? hint.with(Optional.of(true), hint.roles()) : hint;
    }

    /** Of a column as hints name it: {@code lines[].price}. */
    private static List<String> keys(String column) {
        return List.of(column.split("\\[]\\.?"));
    }
}
