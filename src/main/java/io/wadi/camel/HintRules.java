package io.wadi.camel;

import io.wadi.config.MergeOption;
import io.wadi.config.Said;
import io.wadi.mask.MaskedRoles;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.MergeStrategy;
import io.wadi.model.WriteDisposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What options say that cannot be meant, or not of one resource. */
final class HintRules {
    /** An option that means nothing to a resource as the rest of it is. */
    record Pointless(Said said, Explanation problem) {}

    private static final Set<MergeStrategy> KEYED =
            Set.of(MergeStrategy.UPSERT, MergeStrategy.INSERT_ONLY, MergeStrategy.CDC);

    private final Map<String, Said> said;
    private final Hints hints;
    private final boolean keysReflected;
    private final List<Explanation> problems = new ArrayList<>();

    /** @param keysReflected whether a database may tell the primary key */
    HintRules(Map<String, Said> said, Hints hints, boolean keysReflected) {
        this.said = said;
        this.hints = hints;
        this.keysReflected = keysReflected;
    }

    List<Pointless> pointless() {
        List<Pointless> pointless = new ArrayList<>();
        said.forEach((option, s) ->
                problem(option, s).ifPresent(problem -> pointless.add(new Pointless(s, problem.at(s.from())))));
        return pointless;
    }

    private Optional<Explanation> problem(String option, Said s) {
        WriteDisposition disposition = hints.disposition();
        MergeStrategy strategy = hints.writing().merge().effective();
        boolean merge = option.equals("mergeStrategy") || option.startsWith("merge.") || option.startsWith("scd2.");
        if (option.equals("onEmpty") && disposition != WriteDisposition.REPLACE) {
            return Optional.of(Explanation.of(s.option() + " without writeDisposition: replace")
                    .fix("leave it out: nothing is taken away where nothing came"));
        } else if (merge && disposition != WriteDisposition.MERGE) {
            return Optional.of(Explanation.of(s.option() + " without writeDisposition: merge")
                    .fix("add writeDisposition: merge, or leave it out"));
        }
        return Stream.of(MergeOption.values())
                .filter(known ->
                        known.option().equals(option) && !known.strategies().contains(strategy.word()))
                .findFirst()
                .map(known -> Explanation.of(s.option() + " means nothing to mergeStrategy " + strategy.word())
                        .fix("it belongs to " + String.join(", ", known.strategies())));
    }

    /** Each where the option stands that it speaks of. */
    List<Explanation> contradictions() {
        boolean merge = hints.disposition() == WriteDisposition.MERGE;
        MergeStrategy strategy = hints.writing().merge().effective();
        boolean keyless = hints.primaryKey().isEmpty() && !keysReflected;
        if (merge && keyless && KEYED.contains(strategy)) {
            tell(
                    "mergeStrategy",
                    "is " + strategy.word() + ", and there is no primaryKey",
                    "say which columns tell rows apart: primaryKey: id");
        }
        List<String> sorted = columns(hint -> is(hint, ColumnRole.DEDUP_ASC) || is(hint, ColumnRole.DEDUP_DESC));
        if (!sorted.isEmpty() && keyless) {
            tell(
                    "column." + sorted.get(0) + ".dedupSort",
                    "without primaryKey",
                    "say which columns tell rows apart: primaryKey: id");
        }
        if (sorted.size() > 1) {
            tell(
                    "column." + sorted.get(1) + ".dedupSort",
                    "is the second, after that of column " + sorted.get(0),
                    "let one column decide which of the rows with one key stays");
        }
        columns(hint -> hint.zoned().isPresent()
                        && hint.type()
                                .filter(type -> type != DataType.TIMESTAMP)
                                .isPresent())
                .forEach(column -> tell(
                        "column." + column + ".timezone",
                        "is of a column that is no timestamp",
                        "leave it out, or say column." + column + ".dataType: timestamp"));
        boolean versioned = !columns(hint -> is(hint, ColumnRole.ROW_VERSION)).isEmpty();
        if (merge
                && versioned
                && Set.of(MergeStrategy.UPSERT, MergeStrategy.CDC).contains(strategy)
                && !hints.writing().merge().skipUnchanged()) {
            tell(
                    "merge.rowVersion",
                    "without merge.skipUnchanged: true",
                    "add it, or leave this out: nothing else compares versions");
        }
        if (said.containsKey("scd2.validFrom") && same("scd2.validFrom", "scd2.validTo")) {
            tell("scd2.validTo", "is the column of scd2.validFrom", "give it a name of its own");
        }
        if (!hints.system().rowId() && merge && strategy == MergeStrategy.SCD2 && !versioned) {
            tell(
                    "addRowId",
                    "is false, and scd2 tells versions apart by _dlt_id",
                    "leave it out, or name a column that does: merge.rowVersion: version");
        }
        if (!hints.system().rowId() && hints.system().rootId()) {
            tell("addRootId", "with addRowId: false", "leave one of them out: a root id is a row id");
        }
        Optional<Said> keys = Stream.of("primaryKey", "mergeKey")
                .flatMap(option -> Optional.ofNullable(said.get(option)).stream())
                .findFirst();
        MaskedRoles.problems(hints).stream()
                .map(problem -> keys.map(s -> problem.at(s.from())).orElse(problem))
                .forEach(problems::add);
        return List.copyOf(problems);
    }

    private void tell(String option, String what, String fix) {
        Optional<Said> s = Optional.ofNullable(said.get(option));
        Explanation problem =
                Explanation.of(s.map(Said::option).orElse(option) + " " + what).fix(fix);
        problems.add(s.map(found -> problem.at(found.from())).orElse(problem));
    }

    private boolean same(String option, String other) {
        return Optional.ofNullable(said.get(option))
                .map(Said::value)
                .equals(Optional.ofNullable(said.get(other)).map(Said::value));
    }

    private List<String> columns(Predicate<ColumnHint> which) {
        return hints.columns().entrySet().stream()
                .filter(column -> which.test(column.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean is(ColumnHint hint, ColumnRole role) {
        return hint.roles().contains(role);
    }
}
