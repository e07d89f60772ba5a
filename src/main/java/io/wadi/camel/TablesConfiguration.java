package io.wadi.camel;

import java.util.Map;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which tables of a database are read, and what is said of single ones. */
@UriParams
public class TablesConfiguration {
    @UriParam(
            description =
                    "Tables separated by commas, with or without their schema; a name with a point, comma or blank in double quotes")
    @Metadata(required = true)
    private String tables = "";

    @UriParam(
            prefix = "table.",
            multiValue = true,
            description =
                    "Of one table, table.NAME.cursor, .primaryKey, .where, .column.X.dataType and any other option: stronger than what is said of all")
    private Map<String, String> tableOptions = Map.of();

    public String getTables() {
        return tables;
    }

    public void setTables(String tables) {
        this.tables = tables;
    }

    public Map<String, String> getTableOptions() {
        return tableOptions;
    }

    public void setTableOptions(Map<String, String> tableOptions) {
        this.tableOptions = tableOptions;
    }
}
