package io.wadi.camel;

import io.wadi.config.MergeOption;
import io.wadi.config.Said;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the options {@code column.NAME.…}, and those of merges that name columns, say of columns. */
final class ColumnOptions {
    private static final String PREFIX = "column.";
    private static final List<String> COLUMN = List.of(
            "dataType", "nullable", "precision", "scale", "timezone", "hardDelete", "dedupSort", "cluster", "tag");
    private static final List<String> TYPES =
            Arrays.stream(DataType.values()).map(DataType::word).toList();

    private final OptionReader options;
    private final Map<String, ColumnHint> columns = new LinkedHashMap<>();

    ColumnOptions(OptionReader options) {
        this.options = options;
    }

    /** @param before what is known without them: of a database's columns, their types */
    Map<String, ColumnHint> over(Map<String, ColumnHint> before) {
        validity(MergeOption.VALID_FROM, ColumnRole.VALID_FROM);
        validity(MergeOption.VALID_TO, ColumnRole.VALID_TO);
        before.forEach(columns::putIfAbsent);
        options.said().keySet().stream()
                .filter(option -> option.startsWith(PREFIX))
                .forEach(this::column);
        options.text(MergeOption.ROW_VERSION.option())
                .ifPresent(name -> columns.merge(
                        name,
                        ColumnHint.NONE.with(Set.of(ColumnRole.ROW_VERSION)),
                        (hint, role) -> role(hint, ColumnRole.ROW_VERSION, true)));
        return columns;
    }

    /** The columns of an interval come first (contract 4.5). */
    private void validity(MergeOption option, ColumnRole role) {
        options.text(option.option())
                .ifPresent(name -> columns.put(
                        name,
                        new ColumnHint(
                                Optional.of(DataType.TIMESTAMP),
                                Optional.of(true),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Set.of(role))));
    }

    private void column(String option) {
        int dot = option.lastIndexOf('.');
        String name = dot < PREFIX.length() ? "" : option.substring(PREFIX.length(), dot);
        if (name.isEmpty() || !COLUMN.contains(option.substring(dot + 1))) {
            options.unknown(option, PREFIX + (name.isEmpty() ? "NAME" : name) + ".", COLUMN);
            return;
        }
        if (name.endsWith("[]") || name.startsWith("[]") || name.contains("[].[]")) {
            Said said = Optional.ofNullable(options.said().get(option)).orElseThrow();
            options.problem(
                    said,
                    Explanation.of(said.option() + " is of no column")
                            .fix("name a column of the nested table after its list: column.lines[].price."
                                    + option.substring(dot + 1)));
            return;
        }
        if (ResourceTags.isOne(option)) {
            return; // it is a mask, and no hint
        }
        columns.put(name, said(columns.getOrDefault(name, ColumnHint.NONE), option, option.substring(dot + 1)));
    }

    private ColumnHint said(ColumnHint hint, String option, String setting) {
        Optional<DataType> type = setting.equals("dataType") ? options.word(option, TYPES, DataType::of) : hint.type();
        Optional<Boolean> nullable = setting.equals("nullable") ? options.bool(option) : hint.nullable();
        OptionalInt precision = setting.equals("precision") ? options.number(option) : hint.precision();
        OptionalInt scale = setting.equals("scale") ? options.number(option) : hint.scale();
        Optional<Boolean> zoned = setting.equals("timezone") ? options.bool(option) : hint.zoned();
        ColumnHint said = new ColumnHint(type, nullable, precision, scale, hint.roles(), zoned);
        return switch (setting) {
            case "hardDelete" ->
                role(said, ColumnRole.HARD_DELETE, options.bool(option).orElse(false));
            case "cluster" ->
                role(said, ColumnRole.CLUSTER, options.bool(option).orElse(false));
            case "dedupSort" -> {
                Optional<String> order = options.word(option, List.of("asc", "desc"), Optional::of);
                yield role(
                        role(
                                said,
                                ColumnRole.DEDUP_ASC,
                                order.filter("asc"::equals).isPresent()),
                        ColumnRole.DEDUP_DESC,
                        order.filter("desc"::equals).isPresent());
            }
            default -> said;
        };
    }

    private static ColumnHint role(ColumnHint hint, ColumnRole role, boolean has) {
        Set<ColumnRole> roles = EnumSet.noneOf(ColumnRole.class);
        roles.addAll(hint.roles());
        if (has) {
            roles.add(role);
        } else {
            roles.remove(role);
        }
        return hint.with(roles);
    }
}
