package io.wadi.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How many requests of an API are under way, and whose records they are made of. */
@UriParams
public class ChainConfiguration {
    @UriParam(
            defaultValue = "4",
            description =
                    "How many requests of the resource may be under way; records and their order are the same with any")
    private int parallel = 4;

    public int getParallel() {
        return parallel;
    }

    public void setParallel(int parallel) {
        this.parallel = parallel;
    }
}
