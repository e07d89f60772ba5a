package io.wadi.simulator;

import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The orders of an API, in pages of twenty; number n has amount n + 0.25. An answer tells everything that paginators ask
 * for, so that a test decides what is believed.
 */
public record Orders(int count) {
    public static final int PAGE = 20;

    public int pages() {
        return (count + PAGE - 1) / PAGE;
    }

    /** What the amounts of all orders make. */
    public double sum() {
        return count * (count + 1) / 2 + count * 0.25;
    }

    /** The answer for a page, counted from 1. */
    public Answer page(int number) {
        return new Answer(
                list((number - 1) * PAGE + 1, number * PAGE),
                number < pages() ? "\"" + (number + 1) + "\"" : "null",
                number < pages(),
                pages(),
                count);
    }

    /** Orders from one number to another, those that there are. */
    public String list(int from, int to) {
        return list(from, to, Orders::order);
    }

    public String list(int from, int to, IntFunction<String> order) {
        StringJoiner list = new StringJoiner(",", "[", "]");
        IntStream.rangeClosed(from, Math.min(to, count)).mapToObj(order).forEach(list::add);
        return list.toString();
    }

    public static String order(int id) {
        return "{\"id\":" + id + ",\"amount\":" + (id + 0.25) + "}";
    }

    /** What an answer says; each method gives a changed copy. */
    public record Answer(String data, String next, boolean more, int pages, int total) {
        public Answer data(String other) {
            return new Answer(other, next, more, pages, total);
        }

        public Answer next(int page) {
            return new Answer(data, "\"" + page + "\"", more, pages, total);
        }

        public Answer more(boolean lie) {
            return new Answer(data, next, lie, pages, total);
        }

        public Answer pages(int lie) {
            return new Answer(data, next, more, lie, total);
        }

        public String json() {
            return "{\"data\":" + data + ",\"next\":" + next + ",\"more\":" + more + ",\"pages\":" + pages
                    + ",\"total\":" + total + "}";
        }
    }
}
