package io.wadi.flow.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A field of a cron: reads what Unix and Quartz write, and says it in numbers as Kubernetes reads them. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    WEEKDAY("day of week", 0, 6, "SUN MON TUE WED THU FRI SAT");

    private final String called;
    private final int least;
    private final int most;
    private final String names;

    CronField(String called, int least, int most, String names) {
        this.called = called;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /**
     * The same in Kubernetes' words.
     *
     * @param sunday what the numbers of days begin with: 0 in Unix, 1 in Quartz
     * @throws IllegalArgumentException when there are none; the message is for people
     */
    String converted(String text, int sunday) {
        return text.equals("?") ? "*" : said(values(text, sunday), text.startsWith("*"));
    }

    NavigableSet<Integer> values(String text, int sunday) {
        NavigableSet<Integer> values = new TreeSet<>();
        for (String part : text.toUpperCase(Locale.ROOT).split(",", -1)) {
            String[] range = part.split("/", 2);
            int step = range.length > 1 ? Integer.parseInt(range[1]) : 1;
            String[] ends = range[0].equals("*") || range[0].equals("?") ? new String[0] : range[0].split("-", 2);
            int size = most - least + 1;
            boolean open = ends.length == 1 && range.length == 2;
            // In Unix 7 is Sunday, too: what goes on to the end comes to it, and what begins with it begins the week.
            int named = ends.length == 0 ? least : value(ends[0], sunday);
            int first = open ? (named - least) % size + least : named;
            int end = this == WEEKDAY ? most + 1 - sunday : most;
            int last = ends.length == 2 ? value(ends[1], sunday) : ends.length == 0 || open ? end : first;
            IntStream.rangeClosed(first, last < first ? last + size : last)
                    .filter(value -> (value - first) % step == 0)
                    .forEach(value -> values.add((value - least) % size + least));
        }
        return values;
    }

    private int value(String text, int sunday) {
        int named = List.of(names.split(" ", -1)).indexOf(text);
        if (named >= 0) {
            return named + least;
        }
        if (!text.matches("\\d{1,2}")) {
            throw new IllegalArgumentException("its " + called + " '" + text + "' is nothing that Kubernetes knows");
        }
        return Integer.parseInt(text) - (this == WEEKDAY ? sunday : 0);
    }

    /**
     * With a star as the text had one, and only then where days are meant: beside a star the other of the two days counts
     * alone, beside anything else either will do.
     */
    private String said(NavigableSet<Integer> values, boolean star) {
        boolean day = this == DAY || this == WEEKDAY;
        if (values.size() == most - least + 1 && (star || !day)) {
            return "*";
        }
        int first = values.first();
        Integer second = values.higher(first);
        int step = second == null ? 0 : second - first;
        if (step > 1 && values.size() > 2 && values.equals(values(first + "-" + most + "/" + step, 0))) {
            return (first == least && !day ? "*" : first + "-" + most) + "/" + step;
        }
        StringBuilder said = new StringBuilder();
        for (int value : values) {
            if (!values.contains(value - 1)) {
                said.append(said.length() == 0 ? "" : ",").append(value);
            } else if (!values.contains(value + 1)) {
                said.append('-').append(value);
            }
        }
        return said.toString();
    }
}
