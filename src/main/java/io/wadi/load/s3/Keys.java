package io.wadi.load.s3;

import io.wadi.load.snowflake.FileFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * What the objects of a pipeline are called. Data lies where pipes read, {@code dataset/table/load_date=…/load_id/}; what the
 * loads of a pipeline agree by lies beside it, {@code _wadi/dataset/pipeline/}.
 *
 * @param root the folder of all, with a slash at its end where there is one
 */
record Keys(String root, String dataset, String pipeline) {
    static final String OWN = "_wadi";
    private static final long LAST = 999_999_999_999L;

    static Keys of(S3Place place, String dataset, String pipeline) {
        return new Keys(place.prefix().isEmpty() ? "" : place.prefix() + "/", dataset, pipeline);
    }

    /** All tables of the dataset. */
    String data() {
        return root + plain(dataset) + "/";
    }

    /** The folder of a load's files of a table. The day is that of the load id, so that a retry finds its own files. */
    String folder(String table, String loadId) {
        return data() + plain(table) + "/" + day(loadId);
    }

    /** The first file of a load's rows of a table: if any is there, it is. */
    String first(String table, String loadId, FileFormat format) {
        return folder(table, loadId) + "part-0" + format.suffix();
    }

    /** Whether that is a file of the load. */
    boolean isOf(String key, String loadId) {
        return key.startsWith(data()) && key.contains("/" + day(loadId));
    }

    private static String day(String loadId) {
        long second = new BigDecimal(loadId).setScale(0, RoundingMode.FLOOR).longValueExact();
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
        return "load_date=" + day + "/" + plain(loadId) + "/";
    }

    /** A name for each number of a load, the newest of which is listed first. */
    String head(long sequence) {
        return heads() + String.format(Locale.ROOT, "%012d.json", LAST - sequence);
    }

    String heads() {
        return own() + "heads/";
    }

    /** Says that a load may have uploads under way. */
    String upload(String loadId) {
        return uploads() + loadId;
    }

    String uploads() {
        return own() + "uploads/";
    }

    /** A note for each load whose files pipes are yet to be told of. */
    String untold() {
        return own() + "untold/";
    }

    /** The path of a load's file below the folder of its table. */
    static String path(String loadId, String name) {
        return day(loadId) + name;
    }

    /** Written to see whether an object can be overwritten that must not be. */
    String probe() {
        return own() + "written-once";
    }

    private String own() {
        return root + OWN + "/" + plain(dataset) + "/" + plain(pipeline) + "/";
    }

    /** Only what needs no quotes anywhere, and another for each name. */
    private static String plain(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%", "=").replace("+", "=20");
    }
}
