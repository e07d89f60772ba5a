package io.wadi.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Exchange rates, by date, then currency. Lists it gives are views. */
final class Rates {
    private static final String NONE = "N/A";
    private static final String LATE_CURRENCY = "ISK";
    private static final int LATE_DAYS = 3;

    private final List<Rate> rows;

    private Rates(List<Rate> rows) {
        this.rows = rows;
    }

    /** Reads the Bank's file: newest day first, a column a currency. */
    static Rates parse(BufferedReader csv) throws IOException {
        List<String> lines = csv.lines().toList();
        String[] header = lines.get(0).split(",", -1);
        int[] columns = IntStream.range(1, header.length - 1) // each line ends with a comma
                .boxed()
                .sorted(Comparator.comparing(column -> header[column]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Rate> rows = new ArrayList<>(lines.size() * columns.length);
        for (int line = lines.size() - 1; line > 0; line--) {
            String[] cells = lines.get(line).split(",", -1);
            LocalDate date = day(cells[0]);
            for (int column : columns) {
                if (!cells[column].equals(NONE)) {
                    rows.add(new Rate(date, header[column], cells[column]));
                }
            }
        }
        return new Rates(rows);
    }

    /** As {@link LocalDate#parse}, which alone would take half of the start. */
    private static LocalDate day(String date) {
        return LocalDate.of(
                Integer.parseInt(date, 0, 4, 10), Integer.parseInt(date, 5, 7, 10), Integer.parseInt(date, 8, 10, 10));
    }

    /** What is published on a day: nothing later, and without the last rates before it of the currency that is late. */
    Rates knownOn(LocalDate today) {
        List<Rate> known = new ArrayList<>(between(LocalDate.MIN, today));
        int late = LATE_DAYS;
        for (int row = countBefore(today) - 1; late > 0; row--) {
            if (known.get(row).currency().equals(LATE_CURRENCY)) {
                known.remove(row);
                late--;
            }
        }
        return new Rates(known);
    }

    /** Both ends inclusive; empty when the ends are the wrong way round. */
    List<Rate> between(LocalDate from, LocalDate to) {
        int start = countBefore(from);
        return rows.subList(start, Math.max(start, countBefore(to.plusDays(1))));
    }

    int size() {
        return rows.size();
    }

    LocalDate lastDay() {
        return rows.get(rows.size() - 1).date();
    }

    private int countBefore(LocalDate date) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).date().isBefore(date)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
