package io.wadi.extract.sql;

import io.wadi.model.ColumnHint;
import io.wadi.model.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Counts the decimals that have more digits after the point than their column at the destination. */
final class RoundedDecimals {
    /** What a decimal has that nobody said a scale of: decimal(38,9) (contract 8). */
    private static final int SCALE = 9;

    private final List<SqlColumn> columns;
    /** By column: the digits that are kept, or -1 where none can be lost. */
    private final int[] kept;

    private final long[] rounded;

    /** @param hints by column: what the columns become */
    RoundedDecimals(List<SqlColumn> columns, Map<String, ColumnHint> hints) {
        this.columns = columns;
        this.kept = columns.stream().mapToInt(column -> kept(column, hints)).toArray();
        this.rounded = new long[columns.size()];
    }

    private static int kept(SqlColumn column, Map<String, ColumnHint> hints) {
        int scale = Optional.ofNullable(hints.get(column.name()))
                .filter(hint ->
                        hint.type().filter(type -> type == DataType.DECIMAL).isPresent())
                .map(hint -> hint.scale().orElse(SCALE))
                .orElse(-1);
        return column.column().scale().orElse(Integer.MAX_VALUE) > scale ? scale : -1;
    }

    /** @param digits of a number, from {@code from} to {@code to}, with a point and no exponent */
    void count(int column, byte[] digits, int from, int to) {
        if (kept[column] < 0) {
            return;
        }
        int end = to;
        while (end > from && digits[end - 1] == '0') {
            end--;
        }
        for (int point = end - 2 - kept[column]; point >= from; point--) {
            if (digits[point] == '.') {
                rounded[column]++;
                return;
            }
        }
    }

    void add(RoundedDecimals other) {
        Arrays.setAll(rounded, i -> rounded[i] + other.rounded[i]);
    }

    /** What the user should know. */
    List<String> warnings(TableName table) {
        return IntStream.range(0, rounded.length)
                .filter(i -> rounded[i] > 0)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "column %2$s of table %1$s has %4$,d values with more than %3$d digits after the point: they are"
                                + " rounded; where all digits matter say column.%2$s.precision and column.%2$s.scale,"
                                + " or column.%2$s.dataType: text, before the table is first loaded",
                        table,
                        columns.get(i).name(),
                        kept[i],
                        rounded[i]))
                .toList();
    }
}
