package io.wadi.flow.alert;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many rows runs of a deployment load, in a way that single odd runs do not change.
 *
 * @param median of the runs
 * @param spread half of the runs are nearer to the median than two thirds of this
 * @param runs how many there were
 */
public record Figures(double median, double spread, int runs) {
    public static final int LEAST = 5;
    public static final int MOST = 20;

    /** By which the median distance of normally distributed numbers is multiplied to give their standard deviation. */
    private static final double NORMAL = 1.4826;

    private static final double SPREADS = 4;
    /** Fewer rows than this more or less are nothing, however few there usually are. */
    private static final double FEW = 10;

    /** @param rows of good runs, the last ones first; too few tell nothing */
    public static Optional<Figures> of(List<Long> rows) {
        List<Double> last =
                rows.stream().limit(MOST).map(Long::doubleValue).sorted().toList();
        if (last.size() < LEAST) {
            return Optional.empty();
        }
        double median = middle(last);
        List<Double> distances =
                last.stream().map(each -> Math.abs(each - median)).sorted().toList();
        return Optional.of(new Figures(median, NORMAL * middle(distances), last.size()));
    }

    private static double middle(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** @param part of the median by which a run may differ in any case */
    public boolean far(long rows, double part) {
        return Math.abs(rows - median) > Math.max(FEW, Math.max(part * median, SPREADS * spread));
    }

    /** As in "1,200 ± 30 in the last 20 good runs". */
    public String text() {
        return String.format(Locale.ROOT, "%,.0f ± %,.0f in the last %d good runs", median, spread, runs);
    }
}
