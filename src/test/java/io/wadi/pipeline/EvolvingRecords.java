package io.wadi.pipeline;

import io.wadi.model.ColumnHint;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Records whose tables grow all the time, in every way that is known; the same whenever they are asked for. */
final class EvolvingRecords {
    /** More than three batches of 20,480 rows. */
    static final int COUNT = 66_000;

    static final int PAGES = 100;

    private EvolvingRecords() {}

    static Hints hints() {
        return Hints.NONE
                .withTable(Optional.of("Rows"))
                .with(Writing.of(WriteDisposition.MERGE))
                .withKeys(List.of("id"), List.of())
                .withColumns(Map.of(
                        "raw",
                        new ColumnHint(
                                Optional.of(DataType.JSON), Optional.empty(), OptionalInt.empty(), OptionalInt.empty()),
                        "id",
                        new ColumnHint(Optional.empty(), Optional.of(true), OptionalInt.empty(), OptionalInt.empty())));
    }

    /** The records in so many pages, which differ in size. */
    static List<JsonPage> pages(int count) {
        List<JsonPage> pages = new ArrayList<>();
        int from = 0;
        for (int page = 1; page <= count; page++) {
            int even = (int) ((long) COUNT * page / count);
            int to = page == count ? COUNT : even - page * 37 % 300;
            pages.add(page(from, to));
            from = to;
        }
        return pages;
    }

    private static JsonPage page(int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            bytes.writeBytes((line(i) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return JsonPage.of(bytes.toByteArray(), to - from, new Origin("records.jsonl", "line", from + 1L));
    }

    private static String line(int i) {
        if (i % 997 == 5) {
            return "[" + record(i, 0) + ", " + record(i, 1) + ",null]";
        }
        return i % 1_009 == 7 ? "{}" : record(i, 0);
    }

    private static String record(int i, int element) {
        StringBuilder record = new StringBuilder("{\"id\": " + (2L * i + element) + ",\"nothing\":null");
        add(record, true, "name", "\"Zoë \\\"" + i + "\\\" \\u00e9\\n日本 😀\"");
        add(record, true, "v", variant(i));
        add(record, true, "deep", "{\"a\":{\"b\":" + i % 7 + ",\"at\":\"2026-01-0" + (1 + i % 9) + "T10:00:00Z\"}}");
        add(record, i % 3 == 0, "lists", "[[[" + i + ",null],[]],[[{\"x\":" + i + ",\"y\":{\"z\":\"ü\"}}]]]");
        add(record, i % 11 == 0, "raw", "{ \"n\": 1.10, \"e\" : \"\\u00e9 \", \"big\":1e400}");
        add(record, i % 4 == 0, "user_id", "" + i);
        add(record, i > 40_000 && i % 5 == 0, "userId", i % 2 == 0 ? "null" : "\"u" + i + "\"");
        add(record, i % 4_999 == 0, "_dlt_id", "\"given " + i + "\"");
        add(record, i % 6_000 == 5_999, "late_" + i / 6_000, "[{\"k\":" + i + "}]");
        add(record, i % 6_000 == 5_998, "Late " + i / 6_000, "1e" + i / 6_000);
        // The pages hold 660 records or so: these are in the 57th of a hundred.
        add(record, i > 37_300 && i < 37_310, "page57", "{\"only\":[true,\"here\"],\"f\":" + i + ".5}");
        add(record, i > 20_480 && i < 20_490, "huge", "1e400");
        add(record, i == 33_333, "huge", "10000000000000000000000000000000");
        return record.append('}').toString();
    }

    private static void add(StringBuilder record, boolean there, String key, String value) {
        if (there) {
            record.append(",\"").append(key).append("\":").append(value);
        }
    }

    private static String variant(int i) {
        if (i < 15_000) {
            return "" + i;
        }
        return switch (i % 5_003) {
            case 11 -> "\"text " + i + "\"";
            case 12 -> "true";
            case 13 -> "1.5";
            case 14 -> "{\"o\":[" + i + "]}";
            default -> "" + i;
        };
    }
}
