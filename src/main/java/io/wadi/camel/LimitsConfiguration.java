package io.wadi.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How much an API lets itself be asked, by all resources of a source together. */
@UriParams
public class LimitsConfiguration {
    @UriParam(
            description = "Most requests in any span of time, such as 100/10s, 5/s or 1000/h, of all runs in"
                    + " this process; no limit unless said")
    private String rateLimit = "";

    @UriParam(description = "Most requests under way at a time, of all runs in this process; no limit unless said")
    private int maxInFlight = 0;

    @UriParam(
            defaultValue = "100",
            description = "Most requests of one run that are tried again, all resources together; each ten"
                    + " answers earn one more")
    private int retryBudget = 100;

    public String getRateLimit() {
        return rateLimit;
    }

    public void setRateLimit(String rateLimit) {
        this.rateLimit = rateLimit;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getRetryBudget() {
        return retryBudget;
    }

    public void setRetryBudget(int retryBudget) {
        this.retryBudget = retryBudget;
    }
}
