package io.wadi.camel;

import io.wadi.extract.rest.Auth;
import java.util.Map;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** What is asked of an API, and who asks. */
@UriParams
public class RequestConfiguration {
    @Metadata(required = true)
    @UriParam(description = "Address; simple expressions and placeholders such as {window.start} are filled in per run")
    private String url = "";

    @UriParam(
            prefix = "query.",
            multiValue = true,
            description = "Parameters of the query, query.NAME, as they are meant and not encoded")
    private Map<String, String> query = Map.of();

    @UriParam(prefix = "header.", multiValue = true, description = "Headers, header.NAME; not for secrets")
    private Map<String, String> header = Map.of();

    @UriParam(enums = "GET,POST", defaultValue = "GET", description = "What requests do; both only read")
    private String method = "GET";

    @UriParam(
            description =
                    "JSON that a POST sends; simple expressions and placeholders in its strings are filled in per run")
    private String body = "";

    @UriParam(enums = "bearer,basic,api_key", description = "How the requests are authenticated")
    private Auth.@Nullable Kind auth;

    @UriParam(description = "Section of the secrets; a secret itself never stands in a route")
    private String credentials = "";

    @UriParam(defaultValue = "Authorization", description = "Header or parameter of an API key")
    private String apiKeyName = "Authorization";

    @UriParam(enums = "header,query", defaultValue = "header", description = "Where an API key goes")
    private Auth.Location apiKeyLocation = Auth.Location.HEADER;

    @UriParam(defaultValue = "auto", description = "Where a response has its records, such as $.data.items")
    private String dataSelector = "auto";

    @UriParam(
            prefix = "window.",
            multiValue = true,
            description = "A range asked for in steps: window.start, .end and .step")
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

    public Auth.@Nullable Kind getAuth() {
        return auth;
    }

    public void setAuth(Auth.@Nullable Kind auth) {
        this.auth = auth;
    }

    public String getCredentials() {
        return credentials;
    }

    public void setCredentials(String credentials) {
        this.credentials = credentials;
    }

    public String getApiKeyName() {
        return apiKeyName;
    }

    public void setApiKeyName(String apiKeyName) {
        this.apiKeyName = apiKeyName;
    }

    public Auth.Location getApiKeyLocation() {
        return apiKeyLocation;
    }

    public void setApiKeyLocation(Auth.Location apiKeyLocation) {
        this.apiKeyLocation = apiKeyLocation;
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
