package io.wadi.camel;

import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the options {@code column.NAME.…} say of columns. */
final class ColumnOptions {
    private static final List<String> COLUMN =
            List.of("dataType", "nullable", "precision", "scale", "hardDelete", "dedupSort");

    private final Problems problems;
    private final Map<String, ColumnHint> columns = new LinkedHashMap<>();

    ColumnOptions(Problems problems) {
        this.problems = problems;
    }

    Map<String, ColumnHint> read(Map<String, String> options) {
        options.forEach(this::column);
        return columns;
    }

    private void column(String key, String word) {
        String option = "column." + key;
        int dot = key.lastIndexOf('.');
        if (dot < 1 || !COLUMN.contains(key.substring(dot + 1))) {
            problems.unknown(option, "column." + (dot < 1 ? "NAME" : key.substring(0, dot)) + ".", COLUMN);
            return;
        }
        String name = key.substring(0, dot);
        ColumnHint hint = columns.getOrDefault(name, ColumnHint.NONE);
        String setting = key.substring(dot + 1);
        ColumnHint said = switch (setting) {
            case "dataType" -> new ColumnHint(type(option, word), hint.nullable(), hint.precision(), hint.scale());
            case "nullable" -> new ColumnHint(hint.type(), bool(option, word), hint.precision(), hint.scale());
            case "precision" -> new ColumnHint(hint.type(), hint.nullable(), number(option, word), hint.scale());
            case "scale" -> new ColumnHint(hint.type(), hint.nullable(), hint.precision(), number(option, word));
            default -> hint;
        };
        columns.put(name, said.with(roles(hint, setting, option, word)));
    }

    /** What the column means to a merge. */
    private Set<ColumnRole> roles(ColumnHint hint, String setting, String option, String word) {
        Set<ColumnRole> roles = EnumSet.noneOf(ColumnRole.class);
        roles.addAll(hint.roles());
        if (setting.equals("hardDelete")) {
            bool(option, word).filter(wanted -> wanted).ifPresent(wanted -> roles.add(ColumnRole.HARD_DELETE));
        } else if (setting.equals("dedupSort")) {
            switch (word) {
                case "asc" -> roles.add(ColumnRole.DEDUP_ASC);
                case "desc" -> roles.add(ColumnRole.DEDUP_DESC);
                default -> problems.wrong(option, word, List.of("asc", "desc"));
            }
        }
        return roles;
    }

    private Optional<DataType> type(String option, String word) {
        Optional<DataType> type = DataType.of(word);
        if (type.isEmpty()) {
            problems.wrong(option, word, Problems.words(DataType.values()));
        }
        return type;
    }

    private Optional<Boolean> bool(String option, String word) {
        if (!word.equals("true") && !word.equals("false")) {
            problems.wrong(option, word, List.of("true", "false"));
        }
        return Optional.of(word.equals("true"));
    }

    private OptionalInt number(String option, String word) {
        if (!word.matches("\\d{1,4}")) {
            problems.wrong(option, word, List.of("a number"));
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(word));
    }
}
