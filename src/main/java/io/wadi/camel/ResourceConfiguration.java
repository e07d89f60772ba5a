package io.wadi.camel;

import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What is said of reading a resource wherever it comes from: an API, a database, any endpoint. */
@UriParams
public class ResourceConfiguration {
    @UriParam(
            prefix = "mask.",
            multiValue = true,
            description = "By the path of a field, mask.PATH: hash, partial, redact, null, drop, truncate-date,"
                    + " truncate-date:year or keep, as in docs/privacy.md")
    private Map<String, String> mask = Map.of();

    @UriParam(
            prefix = "cursor.",
            multiValue = true,
            description = "Incremental reading: cursor.path (field of a record, or column, that tells what is"
                    + " new), .initial (value at which the first run begins; a number, or text), .end (value"
                    + " at which reading ends; such a run reads a range for its own sake, and the next one"
                    + " begins where it did), .rangeStart (closed or open: whether the start belongs to the"
                    + " range; closed unless said), .rangeEnd (closed or open: whether the end does; open"
                    + " unless said), .rowOrder (asc or desc: records come sorted by it, so that reading may"
                    + " stop early; none unless said), .function (max, or min where it runs towards the"
                    + " least value; max unless said), .lag (how far before the last value is read again, a"
                    + " number: of seconds, of days where it is a date; 0 unless said), .primaryKey (columns"
                    + " by which records at the last value are recognised; those of primaryKey unless said),"
                    + " .onMissing (raise, include or exclude: what becomes of a record without it; raise"
                    + " unless said) and .duplicates (boundary, window or none: whether records are left out"
                    + " that were loaded before, at the last value or within the lag; boundary unless said)")
    private Map<String, String> cursor = Map.of();

    @UriParam(
            description = "Route that each page passes, such as direct:clean-contacts; its body is a JSON array"
                    + " of records, before and after")
    private String through = "";

    public Map<String, String> getMask() {
        return mask;
    }

    public void setMask(Map<String, String> mask) {
        this.mask = mask;
    }

    public Map<String, String> getCursor() {
        return cursor;
    }

    public void setCursor(Map<String, String> cursor) {
        this.cursor = cursor;
    }

    public String getThrough() {
        return through;
    }

    public void setThrough(String through) {
        this.through = through;
    }
}
