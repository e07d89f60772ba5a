package io.wadi.camel;

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

    @UriParam(description = "Columns to read, separated by commas; all when absent")
    private String columns = "";

    @UriParam(description = "Columns not to read, separated by commas")
    private String exclude = "";

    @UriParam(
            prefix = "window.",
            multiValue = true,
            description = "A range of the cursor that is read in steps, a query each: window.start, .end and .step")
    private Map<String, String> window = Map.of();

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

    public Map<String, String> getWindow() {
        return window;
    }

    public void setWindow(Map<String, String> window) {
        this.window = window;
    }
}
