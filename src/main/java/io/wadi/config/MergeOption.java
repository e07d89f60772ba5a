package io.wadi.config;

import java.util.Arrays;
import java.util.List;

/** The options of merges, and the strategies to which each means something (contract 4.3 to 4.5). */
public enum MergeOption {
    SOURCE_FILTER("merge.sourceFilter", "delete-insert upsert scd2 cdc"),
    DESTINATION_SCOPE("merge.destinationScope", "delete-insert scd2 cdc"),
    DEDUPLICATED("merge.deduplicated", "delete-insert"),
    SKIP_UNCHANGED("merge.skipUnchanged", "upsert cdc"),
    ROW_VERSION("merge.rowVersion", "upsert scd2 cdc"),
    VALID_FROM("scd2.validFrom", "scd2"),
    VALID_TO("scd2.validTo", "scd2"),
    ACTIVE_UNTIL("scd2.activeUntil", "scd2"),
    BOUNDARY("scd2.boundary", "scd2");

    private final String option;
    private final String strategies;

    MergeOption(String option, String strategies) {
        this.option = option;
        this.strategies = strategies;
    }

    /** As routes write it. */
    public String option() {
        return option;
    }

    public List<String> strategies() {
        return List.of(strategies.split(" "));
    }

    /** The keys under a prefix such as {@code merge.}, without it. */
    public static List<String> keys(String prefix) {
        return Arrays.stream(values())
                .map(MergeOption::option)
                .filter(option -> option.startsWith(prefix))
                .map(option -> option.substring(prefix.length()))
                .toList();
    }

    /** Whether an option means something to a strategy; one that is not of merges does. */
    static boolean belongs(String option, String strategy) {
        return Arrays.stream(values())
                .filter(known -> known.option.equals(option))
                .allMatch(known -> known.strategies().contains(strategy));
    }
}
