package io.wadi.normalise;

import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Pages to measure with, always the same ones: flat records of twelve fields, and nested ones with a list of objects. */
public final class Lines {
    private static final String[] SEGMENTS = {"\"free\"", "\"pro\"", "\"team\"", "\"enterprise\"", "null"};

    private Lines() {}

    public static JsonPage flat(int records) {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= records; i++) {
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"id\":%d,\"account_id\":%d,\"email\":\"user.%d@example.org\",\"name\":\"Name of %d\",\"segment\":%s,\"amount\":%.2f,"
                            + "\"score\":%s,\"visits\":%d,\"active\":%b,\"created_at\":\"2025-%02d-11T10:20:30Z\","
                            + "\"note\":\"a few words about number %d\",\"big\":%d}%n",
                    i,
                    random.nextInt(50_000),
                    i,
                    i,
                    SEGMENTS[i % 5],
                    random.nextDouble() * 10_000,
                    random.nextDouble(),
                    random.nextInt(1000),
                    random.nextBoolean(),
                    1 + i % 12,
                    i,
                    9_000_000_000L + i));
        }
        return page(lines, records);
    }

    public static JsonPage nested(int records) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= records; i++) {
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"id\":%d,\"user\":{\"id\":%d,\"login\":\"user%d\"},\"comments\":[{\"id\":%d,\"body\":\"the first of them\"},"
                            + "{\"id\":%d,\"body\":\"the second of them\"}],\"topics\":[\"one\",\"two\",\"three\"]}%n",
                    i, i % 999, i % 999, i, i + 1));
        }
        return page(lines, records);
    }

    private static JsonPage page(StringBuilder lines, int records) {
        return JsonPage.of(lines.toString().getBytes(StandardCharsets.UTF_8), records, new Origin("lines", "line", 1));
    }
}
