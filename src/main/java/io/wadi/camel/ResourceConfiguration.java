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
            description =
                    "Incremental reading: cursor.path, .initial, .end, .rangeStart, .rangeEnd, .rowOrder, .function,"
                            + " .lag, .primaryKey, .onMissing and .duplicates")
    private Map<String, String> cursor = Map.of();

    @UriParam(description = "Route that each page passes, such as direct:clean-contacts")
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
