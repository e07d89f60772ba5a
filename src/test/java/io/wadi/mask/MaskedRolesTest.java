package io.wadi.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.Cursor;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.Mask.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be masked of fields that have a part to play. */
class MaskedRolesTest {
    private static final Hints KEYED = Hints.NONE.withKeys(List.of("id"), List.of());
    private static final Hints GROUPED = Hints.NONE.withKeys(List.of(), List.of("id"));

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keysAndVersionsMayBeHashedAndNothingElse(Kind kind) {
        boolean fine = kind == Kind.HASH || kind == Kind.KEEP;
        for (Hints hints : List.of(KEYED, GROUPED, with(ColumnRole.ROW_VERSION))) {
            assertThat(problems(hints, "id", kind).isEmpty()).isEqualTo(fine);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatHasAnOrderOrDecidesByItsValueIsNotMaskedAtAll(Kind kind) {
        boolean fine = kind == Kind.KEEP;
        for (ColumnRole role : List.of(ColumnRole.DEDUP_ASC, ColumnRole.DEDUP_DESC, ColumnRole.HARD_DELETE)) {
            assertThat(problems(with(role), "id", kind).isEmpty()).isEqualTo(fine);
        }
        assertThat(problems(Hints.NONE.withCursor(Optional.of(cursor("$.id"))), "id", kind)
                        .isEmpty())
                .isEqualTo(fine);
    }

    @Test
    void saysWhoMasksWhatAndWhatToDo() {
        Mask policy = new Mask("**.id", Kind.REDACT, Mask.Scope.PROJECT, "privacy.yaml:4");
        assertThat(MaskedRoles.problems(KEYED.withMasks(List.of(policy))))
                .containsExactly(Explanation.of("privacy.yaml:4 is redact, and id is a key")
                        .fix("use hash there, or mask.NAME: hash here, whose values stay equal where they were equal"));
        // A hash is stricter than partial, but not than redact.
        assertThat(MaskedRoles.problems(KEYED.withMasks(List.of(policy, new Mask("id", Kind.HASH)))))
                .hasSize(1);
        assertThat(MaskedRoles.problems(KEYED.withMasks(List.of(policy, new Mask("id", Kind.KEEP)))))
                .isEmpty();
    }

    @Test
    void namesAreThoseOfTheRecordOrOfTheTable() {
        for (String path : List.of("user.userId", "user", "*.userId", "**.userId", "user.**", "USER.userid")) {
            assertThat(problems(Hints.NONE.withKeys(List.of("user__user_id"), List.of()), path, Kind.NULL))
                    .as(path)
                    .hasSize(1);
        }
        assertThat(problems(Hints.NONE.withKeys(List.of("user__user_id"), List.of()), "user_id", Kind.NULL))
                .isEmpty();
        assertThat(problems(KEYED, "_._", Kind.NULL)).isEmpty();
    }

    private static Hints with(ColumnRole role) {
        return Hints.NONE.withColumns(Map.of("id", ColumnHint.NONE.with(Set.of(role))));
    }

    private static List<Explanation> problems(Hints hints, String path, Kind kind) {
        Mask mask = new Mask(path, kind);
        List<Explanation> problems = MaskedRoles.problems(hints.withMasks(List.of(mask)));
        problems.forEach(problem -> assertThat(problem.what()).startsWith("mask." + path + " is " + kind.word() + ","));
        return problems;
    }

    private static Cursor cursor(String path) {
        return new Cursor(
                path, Optional.empty(), Optional.empty(), 0, Cursor.Missing.RAISE, Cursor.Duplicates.BOUNDARY);
    }
}
