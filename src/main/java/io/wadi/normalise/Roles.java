package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the columns of a root table mean: what is said in this run takes the place of what was said before. */
final class Roles {
    private final Map<String, Set<ColumnRole>> said = new LinkedHashMap<>();
    /** Of columns that have not come to be, from earlier runs; and what follows from other settings. */
    private final Map<String, Set<ColumnRole>> others = new LinkedHashMap<>();

    void declare(String column, ColumnRole role) {
        said.computeIfAbsent(column, n -> EnumSet.noneOf(ColumnRole.class)).add(role);
    }

    /** Replaces nothing. */
    void add(String column, ColumnRole role) {
        others.computeIfAbsent(column, n -> EnumSet.noneOf(ColumnRole.class)).add(role);
    }

    /** What was said before of a column that has not come to be. */
    void remember(String column, Set<ColumnRole> before) {
        kept(before).forEach(role -> add(column, role));
    }

    /** Whether this run says it of any column. */
    boolean isSaid(ColumnRole role) {
        return said.values().stream().anyMatch(roles -> roles.contains(role));
    }

    /** The columns of which this run says something. */
    Set<String> said() {
        return said.keySet();
    }

    Set<String> columns() {
        Set<String> all = new LinkedHashSet<>(said.keySet());
        all.addAll(others.keySet());
        return all;
    }

    /** Of a column that has not come to be. */
    Set<ColumnRole> of(String column) {
        Set<ColumnRole> all = EnumSet.noneOf(ColumnRole.class);
        all.addAll(said.getOrDefault(column, Set.of()));
        all.addAll(others.getOrDefault(column, Set.of()));
        return all;
    }

    Set<ColumnRole> of(Column known) {
        Set<ColumnRole> all = kept(known.roles());
        all.addAll(of(known.name()));
        return all;
    }

    Stream<String> named(ColumnRole role, List<Column> known) {
        return Stream.concat(
                columns().stream().filter(c -> of(c).contains(role)),
                known.stream().filter(c -> of(c).contains(role)).map(Column::name));
    }

    private Set<ColumnRole> kept(Set<ColumnRole> before) {
        Set<ColumnRole> kept = EnumSet.noneOf(ColumnRole.class);
        before.stream()
                .filter(role -> said.values().stream().flatMap(Set::stream).noneMatch(role::isReplacedBy))
                .forEach(kept::add);
        return kept;
    }
}
