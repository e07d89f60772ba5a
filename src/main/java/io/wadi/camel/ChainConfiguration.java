package io.wadi.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How many requests of an API are under way, and whose records they are made of. */
@UriParams
public class ChainConfiguration {
    @UriParam(
            defaultValue = "4",
            description = "How many requests of the resource may be under way, 1 to 64; records and their order"
                    + " are the same with any")
    private int parallel = 4;

    @UriParam(description = "Resource of the same source with whose records this is asked, as {parent.FIELD}")
    private String parent = "";

    @UriParam(
            description =
                    "Fields of the parent's record, separated by commas, that each record gets as" + " _PARENT_FIELD")
    private String parentFields = "";

    @UriParam(
            enums = "fail,skip",
            defaultValue = "fail",
            description = "What becomes of a parent's record that lacks a field which is asked with, or copied:"
                    + " fail ends the run, skip passes it over")
    private ParentMissing parentMissing = ParentMissing.FAIL;

    public int getParallel() {
        return parallel;
    }

    public void setParallel(int parallel) {
        this.parallel = parallel;
    }

    public String getParent() {
        return parent;
    }

    public void setParent(String parent) {
        this.parent = parent;
    }

    public String getParentFields() {
        return parentFields;
    }

    public void setParentFields(String parentFields) {
        this.parentFields = parentFields;
    }

    public ParentMissing getParentMissing() {
        return parentMissing;
    }

    public void setParentMissing(ParentMissing parentMissing) {
        this.parentMissing = parentMissing;
    }
}
