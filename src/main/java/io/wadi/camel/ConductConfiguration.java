package io.wadi.camel;

import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How long is waited for an API, how often it is asked again, and what its answers mean. */
@UriParams
public class ConductConfiguration {
    @UriParam(defaultValue = "10s", description = "How long a connection may take")
    private String connectTimeout = "10s";

    @UriParam(defaultValue = "3m", description = "How long nothing may come of an answer")
    private String readTimeout = "3m";

    @UriParam(
            defaultValue = "1h",
            description = "How long a whole answer may take, without the time in which its pages are worked on")
    private String totalTimeout = "1h";

    @UriParam(defaultValue = "2", description = "How often a request is tried again")
    private int retries = 2;

    @UriParam(
            prefix = "onStatus.",
            multiValue = true,
            description = "What an answer with this status means, onStatus.404: ignore, stop, fail or retry")
    private Map<String, String> onStatus = Map.of();

    @UriParam(
            prefix = "onText.",
            multiValue = true,
            description =
                    "What an answer means that has this text in its first 64 kB, onText.fail: TEXT; ignore, stop, fail or retry")
    private Map<String, String> onText = Map.of();

    @UriParam(
            defaultValue = "false",
            description = "Whether link-local addresses and metadata services of clouds may be asked")
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
