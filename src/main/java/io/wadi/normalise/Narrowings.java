package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts the values that became less than they were, so that nothing of it is silent. For one thread. */
final class Narrowings {
    private final Map<String, Narrowed> all = new TreeMap<>();

    /**
     * @param given a value of the source
     * @param kept what became of it in {@code column}
     */
    void see(TablePlan table, Field field, Value given, Value kept, Column column) {
        if (!given.equals(kept) && isLess(given, kept)) {
            all.merge(
                    table.name + "." + column.name(),
                    new Narrowed(table.name, field.path, column.name(), words(column), 1),
                    (a, b) -> new Narrowed(a.table(), a.key(), a.column(), a.holds(), a.times() + 1));
        }
    }

    private static boolean isLess(Value given, Value kept) {
        return switch (kept.type()) {
            case BIGINT, WEI, DECIMAL, DOUBLE ->
                hasLeadingZero(given)
                        || NumberForm.any(given)
                                .filter(number -> NumberForm.any(kept)
                                        .filter(same -> same.compareTo(number) == 0)
                                        .isEmpty())
                                .isPresent();
            case BOOL ->
                NumberForm.any(given)
                        .filter(number -> number.signum() != 0 && number.compareTo(BigDecimal.ONE) != 0)
                        .isPresent();
            case DATE ->
                TimeForm.timestamp(given)
                        .filter(time -> time instanceof Value.Timestamp at && at.micros() % IsoTime.DAY != 0)
                        .isPresent();
            default -> false;
        };
    }

    /** Text such as 007, which is more than its number. */
    private static boolean hasLeadingZero(Value given) {
        return given instanceof Value.Text text
                && text.value().length() > 1
                && text.value().charAt(0) == '0'
                && Character.isDigit(text.value().charAt(1));
    }

    private static String words(Column column) {
        OptionalInt scale = column.type() == DataType.DECIMAL
                ? OptionalInt.of(column.scale().orElse(9))
                : OptionalInt.empty();
        OptionalInt precision =
                scale.isPresent() ? OptionalInt.of(column.precision().orElse(38)) : OptionalInt.empty();
        String digits = IntStream.concat(precision.stream(), scale.stream())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        return column.type().word()
                + Optional.of(digits)
                        .filter(d -> !d.isEmpty())
                        .map(d -> "(" + d + ")")
                        .orElse("");
    }

    List<Narrowed> all() {
        return List.copyOf(all.values());
    }
}
