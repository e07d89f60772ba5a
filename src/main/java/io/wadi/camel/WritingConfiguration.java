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
            description = "What a load does with rows that are there")
    private String writeDisposition = "";

    @UriParam(
            enums = "replace,keep,fail",
            defaultValue = "replace",
            description = "What becomes of the tables when a replaced resource gave no record")
    private String onEmpty = "";

    @UriParam(
            enums = "delete-insert,upsert,insert-only,scd2,cdc",
            defaultValue = "delete-insert",
            description = "How a merge brings rows to those with the same keys")
    private String mergeStrategy = "";

    @UriParam(
            prefix = "merge.",
            multiValue = true,
            description =
                    "Of merges, merge.sourceFilter and .destinationScope (conditions in SQL), .deduplicated and .skipUnchanged (true or false), .rowVersion (a column)")
    private Map<String, String> merge = Map.of();

    @UriParam(
            prefix = "scd2.",
            multiValue = true,
            description =
                    "Of mergeStrategy scd2, scd2.validFrom and .validTo (names of columns), .activeUntil and .boundary (timestamps)")
    private Map<String, String> scd2 = Map.of();

    @UriParam(description = "Columns that tell rows apart, separated by commas")
    private String primaryKey = "";

    @UriParam(description = "Columns whose rows are replaced together by a merge, separated by commas")
    private String mergeKey = "";

    @UriParam(description = "Name of the table; that of the resource when absent")
    private String table = "";

    @UriParam(
            prefix = "column.",
            multiValue = true,
            description =
                    "Of a column, column.NAME.dataType, .nullable, .precision, .scale, .timezone, .hardDelete, .dedupSort, .cluster and .tag; a column of a nested table is named after its list, as in docs/tables.md")
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
