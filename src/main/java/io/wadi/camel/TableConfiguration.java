package io.wadi.camel;

import io.wadi.model.DeletedRows;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What is read of a table. */
@UriParams
public class TableConfiguration {
    @UriParam(
            description =
                    "Condition in the database's SQL; may use parameters of the run, and the placeholders of a query")
    private String where = "";

    @UriParam(description = "Columns to read, separated by commas, as the database spells them; all when absent")
    private String columns = "";

    @UriParam(description = "Columns not to read, separated by commas, as the database spells them")
    private String exclude = "";

    @UriParam(
            defaultValue = "1",
            description = "How many connections read a table of PostgreSQL that has no cursor, 1 to 32; rows and"
                    + " their order are the same with any")
    private int parallel = 1;

    @UriParam(
            prefix = "window.",
            multiValue = true,
            description = "A range of the cursor that is read in steps, a statement each: window.start (date or"
                    + " timestamp, such as {cursor.start} or 2024-01-01), .end (date or timestamp; {today}"
                    + " or {now} unless said) and .step (length such as P7D, P1M, or PT6H between"
                    + " timestamps; all at once unless said)")
    private Map<String, String> window = Map.of();

    @UriParam(
            defaultValue = "keep",
            enums = "keep,delete",
            description = "With delete, a merge deletes rows that the table does not have any more; all its keys are"
                    + " read for that in each run")
    private GoneRows deletedRows = GoneRows.KEEP;

    @UriParam(
            defaultValue = "50%",
            description = "How many of the stored rows deletedRows may delete at once, 0% to 100%; were there"
                    + " more, nothing is loaded. With 100% the last row may go, too")
    private String maxDeletedRows = DeletedRows.MOST + "%";

    public String getWhere() {
        return where;
    }

    public void setWhere(String where) {
        this.where = where;
    }

    public String getColumns() {
        return columns;
    }

    public void setColumns(String columns) {
        this.columns = columns;
    }

    public String getExclude() {
        return exclude;
    }

    public void setExclude(String exclude) {
        this.exclude = exclude;
    }

    public GoneRows getDeletedRows() {
        return deletedRows;
    }

    public void setDeletedRows(GoneRows deletedRows) {
        this.deletedRows = deletedRows;
    }

    public String getMaxDeletedRows() {
        return maxDeletedRows;
    }

    public void setMaxDeletedRows(String maxDeletedRows) {
        this.maxDeletedRows = maxDeletedRows;
    }

    public int getParallel() {
        return parallel;
    }

    public void setParallel(int parallel) {
        this.parallel = parallel;
    }

    public Map<String, String> getWindow() {
        return window;
    }

    public void setWindow(Map<String, String> window) {
        this.window = window;
    }
}
