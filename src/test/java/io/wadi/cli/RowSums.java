package io.wadi.cli;

import io.wadi.prove.Sight.Rows;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A sum over rows that does not depend on their order, without what is different in each load of them. */
final class RowSums {
    private static final Set<String> IDS = Set.of("_dlt_id", "_dlt_load_id", "_dlt_parent_id", "_dlt_root_id");
    private static final Set<String> TIMES = Set.of("_dlt_valid_from", "_dlt_valid_to");

    private RowSums() {}

    static Rows of(Collection<? extends Map<String, ?>> rows) {
        long sum = 0;
        for (Map<String, ?> row : rows) {
            TreeMap<String, Object> told = new TreeMap<>();
            row.forEach((name, value) -> {
                String column = name.toLowerCase(Locale.ROOT);
                if (!IDS.contains(column) && value != null) {
                    told.put(column, TIMES.contains(column) ? "some" : value);
                }
            });
            sum += told.toString().hashCode() * 31L;
        }
        return new Rows(rows.size(), Long.toString(sum));
    }

    /** Books: what stands in them is of these loads alone, but each is there once. */
    static Rows once(Collection<? extends Map<String, ?>> rows) {
        long ids = rows.stream()
                .map(row -> new TreeMap<String, Object>(row).get("LOAD_ID"))
                .distinct()
                .count();
        return new Rows(rows.size(), rows.isEmpty() || ids == rows.size() ? "" : "twice");
    }
}
