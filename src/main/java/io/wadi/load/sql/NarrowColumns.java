package io.wadi.load.sql;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Columns whose type somebody has changed at the destination to one that would take values only by changing them, without a
 * word: a number loses its fraction, an instant its time of day. Where a cast fails by itself, it says so.
 *
 * @param stored the type of a column of the table at the destination, empty where it is not known
 * @param wanted the type that a column is made with
 * @param mend how a person gives a column that type
 */
public record NarrowColumns(
        UnaryOperator<String> stored, Function<Column, String> wanted, Function<Column, String> mend) {
    private static final Pattern WHOLE =
            Pattern.compile("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|BOOLEAN|NUMBER\\(\\d+,0\\)");
    private static final Pattern DAY_OR_TIME = Pattern.compile("DATE|TIME");
    private static final Set<DataType> FRACTIONS = Set.of(DataType.DOUBLE, DataType.DECIMAL);

    /** @throws TerminalFailure when a column of {@code table} would change what it is given */
    public void refuse(String dataset, Table table) {
        for (Column column : table.columns()) {
            String is = stored.apply(column.name());
            String type = wanted.apply(column);
            boolean loses = (FRACTIONS.contains(column.type())
                            && WHOLE.matcher(is).matches()
                            && !WHOLE.matcher(type).matches())
                    || (column.type() == DataType.TIMESTAMP
                            && DAY_OR_TIME.matcher(is).matches());
            if (loses) {
                throw new TerminalFailure(
                        Explanation.of("column " + column.name() + " of " + dataset + "." + table.name() + " is " + is
                                        + " at the destination, and its values are " + type
                                        + ": they would be changed on the way in; nothing was loaded")
                                .fix(mend.apply(column)));
            }
        }
    }
}
