package io.wadi.camel;

import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which tables of a database are read, and what is said of single ones. */
@UriParams
public class TablesConfiguration {
    @UriParam(
            description =
                    "Tables separated by commas, with or without their schema; a star stands for any characters of a table's name. A name with a point, comma, blank or star in double quotes")
    private String tables = "";

    @UriParam(description = "Tables that the patterns of tables leave out, written as there")
    private String excludeTables = "";

    @UriParam(
            defaultValue = "false",
            description = "Whether patterns find views, too; by its name a view is always read")
    private boolean views;

    @UriParam(
            prefix = "query.",
            multiValue = true,
            description =
                    "A select statement that becomes resource NAME; {cursor.start}, {cursor.end}, {window.start}, {window.next}, {today} and {now} in it are parameters of the statement. What is said of it alone stands under table.NAME")
    private Map<String, String> query = Map.of();

    @UriParam(
            prefix = "table.",
            multiValue = true,
            description =
                    "Of one table or query, table.NAME.cursor, .primaryKey, .where, .column.X.dataType and any other option: stronger than what is said of all")
    private Map<String, String> tableOptions = Map.of();

    public String getTables() {
        return tables;
    }

    public void setTables(String tables) {
        this.tables = tables;
    }

    public String getExcludeTables() {
        return excludeTables;
    }

    public void setExcludeTables(String excludeTables) {
        this.excludeTables = excludeTables;
    }

    public boolean isViews() {
        return views;
    }

    public void setViews(boolean views) {
        this.views = views;
    }

    public Map<String, String> getQuery() {
        return query;
    }

    public void setQuery(Map<String, String> query) {
        this.query = query;
    }

    public Map<String, String> getTableOptions() {
        return tableOptions;
    }

    public void setTableOptions(Map<String, String> tableOptions) {
        this.tableOptions = tableOptions;
    }
}
