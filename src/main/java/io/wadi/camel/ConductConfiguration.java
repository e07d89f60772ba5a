package io.wadi.camel;

import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How long is waited for an API, how often it is asked again, and what its answers mean. */
@UriParams
public class ConductConfiguration {
    @UriParam(defaultValue = "10s", description = "How long a connection may take: 500ms, 10s, 1m30s, PT10S")
    private String connectTimeout = "10s";

    @UriParam(defaultValue = "3m", description = "How long nothing may come of an answer: 500ms, 10s, 1m30s, PT10S")
    private String readTimeout = "3m";

    @UriParam(
            defaultValue = "1h",
            description = "How long a whole answer may take, without the time in which its pages are worked on:"
                    + " 10s, 1m30s, PT2H")
    private String totalTimeout = "1h";

    @UriParam(
            defaultValue = "2",
            description = "How often a request is tried again after 408, 429, 5xx or a broken connection: as"
                    + " Retry-After asks, or after 1, 2, 4 and so on up to 64 seconds")
    private int retries = 2;

    @UriParam(
            prefix = "onStatus.",
            multiValue = true,
            description = "What an answer of a status 2xx, 4xx or 5xx means, such as onStatus.404: ignore (no"
                    + " records and no next page), stop (the resource ends with what was read), fail or"
                    + " retry")
    private Map<String, String> onStatus = Map.of();

    @UriParam(
            prefix = "onText.",
            multiValue = true,
            description = "What an answer of any status means that has a text in its first 64 kB: onText.fail"
                    + " (the run ends), .retry (it is tried again), .stop (the resource ends with what was"
                    + " read) and .ignore (no records and no next page); stronger than onStatus, and the"
                    + " first of these is the strongest")
    private Map<String, String> onText = Map.of();

    @UriParam(
            defaultValue = "false",
            description = "Whether link-local addresses and metadata services of clouds, such as"
                    + " 169.254.169.254, may be asked")
    private boolean allowLinkLocal = false;

    public String getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(String connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public String getReadTimeout() {
        return readTimeout;
    }

    public void setReadTimeout(String readTimeout) {
        this.readTimeout = readTimeout;
    }

    public String getTotalTimeout() {
        return totalTimeout;
    }

    public void setTotalTimeout(String totalTimeout) {
        this.totalTimeout = totalTimeout;
    }

    public int getRetries() {
        return retries;
    }

    public void setRetries(int retries) {
        this.retries = retries;
    }

    public Map<String, String> getOnStatus() {
        return onStatus;
    }

    public void setOnStatus(Map<String, String> onStatus) {
        this.onStatus = onStatus;
    }

    public Map<String, String> getOnText() {
        return onText;
    }

    public void setOnText(Map<String, String> onText) {
        this.onText = onText;
    }

    public boolean isAllowLinkLocal() {
        return allowLinkLocal;
    }

    public void setAllowLinkLocal(boolean allowLinkLocal) {
        this.allowLinkLocal = allowLinkLocal;
    }
}
