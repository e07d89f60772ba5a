package io.wadi.flow.store;

import io.wadi.flow.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statement of a list of runs. However many there are, as many rows are read as are shown: each state has a part of its
 * own, in the order of an index.
 */
record Listing(String sql, List<Object> values) {
    private static final String NEWEST = " order by created_at desc, id desc limit ?";

    /**
     * Reads on until as many are found as are shown; the time that takes is bounded by what is kept. All words of a run are
     * looked through at once, a line each, which takes a third less than one after the other.
     */
    private static final String HOLDS = Sql.holds(
            String.join(" || '\n' || ", "id", "coalesce(deployment, pipeline)", "coalesce(idem_key, '')", "reason"));

    Listing {
        values = List.copyOf(values);
    }

    static Listing of(RunBook.Filter filter) {
        List<RunState> states =
                Stream.of(RunState.values()).filter(filter.states()::contains).toList();
        if (states.size() < 2) {
            return part(filter, states);
        }
        List<Listing> parts =
                states.stream().map(state -> part(filter, List.of(state))).toList();
        List<Object> values = new ArrayList<>();
        parts.forEach(part -> values.addAll(part.values()));
        values.add(filter.limit());
        return new Listing(
                parts.stream()
                                .map(part -> "select * from (" + part.sql() + ") part")
                                .collect(Collectors.joining(" union all "))
                        + NEWEST,
                values);
    }

    private static Listing part(RunBook.Filter filter, List<RunState> state) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        filter.name().ifPresent(name -> {
            conditions.add("coalesce(deployment, pipeline) = ?");
            values.add(name);
        });
        state.forEach(each -> {
            conditions.add("state = ?");
            values.add(each.word());
        });
        filter.before().ifPresent(id -> {
            conditions.add("(created_at, id) < (select created_at, id from wadi_run where id = ?)");
            values.add(id);
        });
        filter.text().ifPresent(text -> {
            conditions.add(HOLDS);
            values.add(Sql.like(text));
        });
        values.add(filter.limit());
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        return new Listing(RunRows.SELECT + where + NEWEST, values);
    }
}
