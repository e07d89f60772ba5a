package io.wadi.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What is read of a table. */
@UriParams
public class TableConfiguration {
    @UriParam(description = "Condition in the database's SQL; may use parameters of the run")
    private String where = "";

    @UriParam(description = "Columns to read, separated by commas; all when absent")
    private String columns = "";

    @UriParam(description = "Columns not to read, separated by commas")
    private String exclude = "";

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
}
