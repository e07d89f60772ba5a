package io.wadi.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How the resources of a source are read. */
@UriParams
public class SourceConfiguration {
    @UriParam(
            defaultValue = "1",
            description = "How many resources are read at once, of APIs and files, 1 to 16; what is loaded is"
                    + " the same with any")
    private int parallelResources = 1;

    public int getParallelResources() {
        return parallelResources;
    }

    public void setParallelResources(int parallelResources) {
        this.parallelResources = parallelResources;
    }
}
