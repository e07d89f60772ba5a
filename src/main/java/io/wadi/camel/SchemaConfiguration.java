package io.wadi.camel;

import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What may become of the tables, of a resource or of all of a source. */
@UriParams
public class SchemaConfiguration {
    @UriParam(
            enums = "evolve,freeze,discard_row,discard_value",
            defaultValue = "evolve",
            description = "What happens to new tables, new columns and values that do not fit their column, one"
                    + " word for all three: evolve lets them come, freeze ends the run, discard_row leaves"
                    + " the row out, discard_value the value")
    private String contract = "";

    @UriParam(
            prefix = "contract.",
            multiValue = true,
            description = "A word for one of them: contract.tables (new tables, nested ones too), .columns (new"
                    + " columns of a table with data) and .dataType (values that do not fit their column;"
                    + " evolve puts them into a column of their own)")
    private Map<String, String> contracts = Map.of();

    @UriParam(
            description = "How many levels of objects and lists become columns and tables, a whole number; what"
                    + " is deeper stays JSON, and all become such unless it is said")
    private String maxNesting = "";

    @UriParam(
            enums = "true,false",
            defaultValue = "true",
            description = "Whether rows have _dlt_id, and nested rows what links them to their parents")
    private String addRowId = "";

    @UriParam(enums = "true,false", defaultValue = "true", description = "Whether root rows have _dlt_load_id")
    private String addLoadId = "";

    @UriParam(
            enums = "true,false",
            defaultValue = "false",
            description = "Whether nested rows have _dlt_root_id where no merge needs it, too")
    private String addRootId = "";

    @UriParam(
            enums = "fail,quarantine",
            defaultValue = "fail",
            description = "What becomes of a record that cannot be loaded: fail ends the run, quarantine sets it"
                    + " aside in table _wadi_quarantine, in the transaction of the load, and so it does with"
                    + " records that a contract of discard_row leaves out")
    private String onBadRecord = "";

    @UriParam(
            defaultValue = "1000",
            description = "Of onBadRecord quarantine: with how many such records of one resource the run goes on,"
                    + " a whole number; one more ends it with nothing loaded")
    private String quarantineLimit = "";

    public String getContract() {
        return contract;
    }

    public void setContract(String contract) {
        this.contract = contract;
    }

    public Map<String, String> getContracts() {
        return contracts;
    }

    public void setContracts(Map<String, String> contracts) {
        this.contracts = contracts;
    }

    public String getMaxNesting() {
        return maxNesting;
    }

    public void setMaxNesting(String maxNesting) {
        this.maxNesting = maxNesting;
    }

    public String getAddRowId() {
        return addRowId;
    }

    public void setAddRowId(String addRowId) {
        this.addRowId = addRowId;
    }

    public String getAddLoadId() {
        return addLoadId;
    }

    public void setAddLoadId(String addLoadId) {
        this.addLoadId = addLoadId;
    }

    public String getAddRootId() {
        return addRootId;
    }

    public void setAddRootId(String addRootId) {
        this.addRootId = addRootId;
    }

    public String getOnBadRecord() {
        return onBadRecord;
    }

    public void setOnBadRecord(String onBadRecord) {
        this.onBadRecord = onBadRecord;
    }

    public String getQuarantineLimit() {
        return quarantineLimit;
    }

    public void setQuarantineLimit(String quarantineLimit) {
        this.quarantineLimit = quarantineLimit;
    }
}
