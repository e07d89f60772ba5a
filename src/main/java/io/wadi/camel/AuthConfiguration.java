package io.wadi.camel;

import io.wadi.extract.rest.Auth;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Who asks an API. */
@UriParams
public class AuthConfiguration {
    @UriParam(
            enums = "bearer,basic,api_key,oauth2_client_credentials,oauth2_refresh_token",
            description = "How the requests are authenticated; not at all unless said")
    private Auth.@Nullable Kind auth;

    @UriParam(
            description = "Section of the secrets, for it never stands in a route: SECTION.token for bearer,"
                    + " .username and .password for basic, .api-key, .client-id and .client-secret for"
                    + " OAuth2, and its .refresh-token")
    private String credentials = "";

    @UriParam(defaultValue = "Authorization", description = "Name of the header, parameter or cookie of an API key")
    private String apiKeyName = "Authorization";

    @UriParam(enums = "header,query,cookie", defaultValue = "header", description = "Where an API key goes")
    private Auth.Location apiKeyLocation = Auth.Location.HEADER;

    @UriParam(description = "Address that gives access tokens of OAuth2; required there")
    private String tokenUrl = "";

    @UriParam(description = "What a token of OAuth2 is to be good for, as the API writes it")
    private String scope = "";

    @UriParam(description = "Whom a token of OAuth2 is for, where the API asks for it")
    private String audience = "";

    @UriParam(
            enums = "header,body",
            defaultValue = "header",
            description = "Where client id and secret go when a token is asked for: as Basic in a header, or in"
                    + " the body")
    private Auth.Client clientAuth = Auth.Client.HEADER;

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

    public String getTokenUrl() {
        return tokenUrl;
    }

    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public String getScope() {
        return scope;
    }

    public void setScope(String scope) {
        this.scope = scope;
    }

    public String getAudience() {
        return audience;
    }

    public void setAudience(String audience) {
        this.audience = audience;
    }

    public Auth.Client getClientAuth() {
        return clientAuth;
    }

    public void setClientAuth(Auth.Client clientAuth) {
        this.clientAuth = clientAuth;
    }
}
