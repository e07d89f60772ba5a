package io.wadi.camel;

import java.util.Map;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What is asked of an API. */
@UriParams
public class RequestConfiguration {
    @Metadata(required = true)
    @UriParam(description = "Address; simple expressions and placeholders such as {window.start} are filled in per run")
    private String url = "";

    @UriParam(
            prefix = "query.",
            multiValue = true,
            description = "Parameters of the query, query.NAME, as they are meant and not encoded; left out"
                    + " where a placeholder makes them empty")
    private Map<String, String> query = Map.of();

    @UriParam(
            prefix = "header.",
            multiValue = true,
            description =
                    "Headers, header.NAME; not for secrets, and left out where a placeholder makes them" + " empty")
    private Map<String, String> header = Map.of();

    @UriParam(enums = "GET,POST", defaultValue = "GET", description = "What requests do; both only read")
    private String method = "GET";

    @UriParam(
            description =
                    "JSON that a POST sends; simple expressions and placeholders in its strings are filled in per run")
    private String body = "";

    @UriParam(
            defaultValue = "auto",
            description = "Where a response has its records, such as $.data.items; auto"
                    + " takes the first list under a usual name")
    private String dataSelector = "auto";

    @UriParam(
            prefix = "window.",
            multiValue = true,
            description = "A range asked for in steps, with requests of their own: window.start (date or"
                    + " timestamp, such as {cursor.start} or 2024-01-01), .end (date or timestamp; {today}"
                    + " or {now} unless said) and .step (length such as P7D, P1M, or PT6H between"
                    + " timestamps; all at once unless said)")
    private Map<String, String> window = Map.of();

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public Map<String, String> getQuery() {
        return query;
    }

    public void setQuery(Map<String, String> query) {
        this.query = query;
    }

    public Map<String, String> getHeader() {
        return header;
    }

    public void setHeader(Map<String, String> header) {
        this.header = header;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public String getBody() {
        return body;
    }

    public void setBody(String body) {
        this.body = body;
    }

    public String getDataSelector() {
        return dataSelector;
    }

    public void setDataSelector(String dataSelector) {
        this.dataSelector = dataSelector;
    }

    public Map<String, String> getWindow() {
        return window;
    }

    public void setWindow(Map<String, String> window) {
        this.window = window;
    }
}
