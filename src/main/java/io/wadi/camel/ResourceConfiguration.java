package io.wadi.camel;

import io.wadi.model.WriteDisposition;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What an integrator says of a resource wherever it comes from: an API, a database, any endpoint. */
@UriParams
public class ResourceConfiguration {
    static final int ANY_NESTING = -1;

    @UriParam(
            enums = "append,replace,merge",
            defaultValue = "append",
            description = "What a load does with rows that are there: append, replace or merge")
    private WriteDisposition writeDisposition = WriteDisposition.APPEND;

    @UriParam(description = "Columns that tell rows apart, separated by commas")
    private String primaryKey = "";

    @UriParam(description = "Columns whose rows are replaced together by a merge, separated by commas")
    private String mergeKey = "";

    @UriParam(description = "Name of the table; that of the resource when absent")
    private String table = "";

    @UriParam(
            description =
                    "Levels of nested objects and lists that become columns and tables; what is deeper stays JSON")
    private int maxNesting = ANY_NESTING;

    @UriParam(
            prefix = "column.",
            multiValue = true,
            description = "Of a column, column.NAME.dataType, .nullable, .precision and .scale")
    private Map<String, String> column = Map.of();

    @UriParam(
            prefix = "mask.",
            multiValue = true,
            description = "By the path of a field, mask.PATH: hash, redact or drop")
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

    public WriteDisposition getWriteDisposition() {
        return writeDisposition;
    }

    public void setWriteDisposition(WriteDisposition writeDisposition) {
        this.writeDisposition = writeDisposition;
    }

    public String getPrimaryKey() {
        return primaryKey;
    }

    public void setPrimaryKey(String primaryKey) {
        this.primaryKey = primaryKey;
    }

    public String getMergeKey() {
        return mergeKey;
    }

    public void setMergeKey(String mergeKey) {
        this.mergeKey = mergeKey;
    }

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }

    public int getMaxNesting() {
        return maxNesting;
    }

    public void setMaxNesting(int maxNesting) {
        this.maxNesting = maxNesting;
    }

    public Map<String, String> getColumn() {
        return column;
    }

    public void setColumn(Map<String, String> column) {
        this.column = column;
    }

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
