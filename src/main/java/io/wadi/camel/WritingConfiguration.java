package io.wadi.camel;

import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How a resource becomes rows of its table, and these meet those that are there. */
@UriParams
public class WritingConfiguration {
    @UriParam(
            enums = "append,replace,merge",
            defaultValue = "append",
            description = "What a load does with rows: append adds them, replace lets them take the place of"
                    + " all, merge brings them to those with the same keys")
    private String writeDisposition = "";

    @UriParam(
            enums = "replace,keep,fail",
            defaultValue = "replace",
            description = "What becomes of the tables when a replaced resource gave no record: replace empties"
                    + " them, keep leaves them as they are, fail ends the run with nothing loaded")
    private String onEmpty = "";

    @UriParam(
            enums = "delete-insert,upsert,insert-only,scd2,cdc",
            defaultValue = "delete-insert",
            description = "What a merge does with rows that have the keys of new ones: delete-insert replaces"
                    + " and upsert updates them, insert-only leaves them as they are, cdc is an upsert that"
                    + " deletes what does not come again, scd2 keeps every version")
    private String mergeStrategy = "";

    @UriParam(
            prefix = "merge.",
            multiValue = true,
            description = "Of merges: merge.sourceFilter (condition in SQL: of the new rows only these take"
                    + " part), .destinationScope (condition in SQL: the stored rows that may be deleted or"
                    + " retired, whatever their keys; {table} is the table), .deduplicated (true where new"
                    + " rows have each key once; false unless said), .skipUnchanged (true leaves rows alone"
                    + " that would not change; false unless said), .rowVersion (column that tells versions"
                    + " apart, in the place of all values)")
    private Map<String, String> merge = Map.of();

    @UriParam(
            prefix = "scd2.",
            multiValue = true,
            description = "Of mergeStrategy scd2: scd2.validFrom (name of the column since when a version holds;"
                    + " _dlt_valid_from unless said), .validTo (name of the column until when it held;"
                    + " _dlt_valid_to unless said), .activeUntil (date or timestamp that is the end of what"
                    + " still holds; null unless said) and .boundary (date or timestamp since when the rows"
                    + " of this run hold; when they were extracted unless said)")
    private Map<String, String> scd2 = Map.of();

    @UriParam(description = "Columns that tell rows apart, separated by commas, as the source spells them")
    private String primaryKey = "";

    @UriParam(
            description = "Columns whose rows are replaced together by a merge, such as a day, separated by"
                    + " commas, as the source spells them")
    private String mergeKey = "";

    @UriParam(description = "Name of the table; that of the resource when absent")
    private String table = "";

    @UriParam(
            prefix = "column.",
            multiValue = true,
            description = "Of a column, as the source spells it: column.NAME.dataType (text, bigint, double,"
                    + " bool, timestamp, date, time, decimal, wei, binary or json, in the place of what"
                    + " would be inferred), .nullable (true or false), .precision (digits in all), .scale"
                    + " (digits after the point), .timezone (false for a timestamp that is what a clock"
                    + " shows; true unless said), .hardDelete (true: in a merge a new row with a value"
                    + " there, or true, deletes the one with its key), .dedupSort (asc or desc: of the new"
                    + " rows with one key the first in this order stays; the last that came unless said),"
                    + " .cluster (true: the destination keeps near values together) and .tag (word of"
                    + " privacy.yaml that says how it is masked); a column of a nested table is named after"
                    + " its list, as in docs/tables.md")
    private Map<String, String> column = Map.of();

    public String getWriteDisposition() {
        return writeDisposition;
    }

    public void setWriteDisposition(String writeDisposition) {
        this.writeDisposition = writeDisposition;
    }

    public String getOnEmpty() {
        return onEmpty;
    }

    public void setOnEmpty(String onEmpty) {
        this.onEmpty = onEmpty;
    }

    public String getMergeStrategy() {
        return mergeStrategy;
    }

    public void setMergeStrategy(String mergeStrategy) {
        this.mergeStrategy = mergeStrategy;
    }

    public Map<String, String> getMerge() {
        return merge;
    }

    public void setMerge(Map<String, String> merge) {
        this.merge = merge;
    }

    public Map<String, String> getScd2() {
        return scd2;
    }

    public void setScd2(Map<String, String> scd2) {
        this.scd2 = scd2;
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

    public Map<String, String> getColumn() {
        return column;
    }

    public void setColumn(Map<String, String> column) {
        this.column = column;
    }
}
