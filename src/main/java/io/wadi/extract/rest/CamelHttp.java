package io.wadi.extract.rest;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;

/**
 * Requests by the client that Camel's HTTP component sets up, so that its TLS, proxy and time-out settings hold. They are
 * not put into exchanges, whose headers and addresses Camel logs. Each session has connections of its own: breaking them
 * ends a request that is under way, and nobody else's.
 */
public final class CamelHttp implements Transport {
    private final CamelContext context;

    public CamelHttp(CamelContext context) {
        this.context = context;
    }

    @Override
    public Session open(URI first) {
        Host host = Host.of(first);
        HttpComponent component = context.getComponent(host.scheme(), HttpComponent.class);
        try {
            // Made by the component and not by the context, which would share one endpoint among all.
            HttpEndpoint endpoint = (HttpEndpoint) component.createEndpoint(
                    host.scheme() + "://" + host.name() + ":" + host.port(), Map.of("connectTimeout", "10000"));
            endpoint.getClientBuilder().disableAutomaticRetries(); // ours know Retry-After and the deadline
            endpoint.getClientBuilder().disableRedirectHandling(); // ours keep credentials back
            ServiceHelper.startService(endpoint);
            return new CamelSession(endpoint, endpoint.getHttpClient());
        } catch (Exception e) {
            throw new ConfigurationFailure(
                    Explanation.of("HTTP to " + host.name() + " cannot be set up: " + e.getMessage())
                            .fix("check camel.component." + host.scheme() + ".* in application.properties"));
        }
    }

    private record CamelSession(HttpEndpoint endpoint, HttpClient client) implements Session {
        @Override
        public Response send(Call call) throws IOException {
            HttpUriRequestBase request = new HttpUriRequestBase(call.method().name(), call.uri());
            call.headers().forEach(request::setHeader);
            // Its type stands in a header.
            call.body()
                    .ifPresent(text ->
                            request.setEntity(new ByteArrayEntity(text.getBytes(StandardCharsets.UTF_8), null)));
            Host host = Host.of(call.uri());
            return new Received(client.executeOpen(
                    new HttpHost(host.scheme(), host.name(), host.port()), request, HttpClientContext.create()));
        }

        @Override
        public void close() {
            endpoint.getClientConnectionManager().close(CloseMode.IMMEDIATE);
            ServiceHelper.stopService(endpoint);
        }
    }

    private static final class Received implements Response {
        private final ClassicHttpResponse response;
        private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final InputStream body;

        Received(ClassicHttpResponse response) throws IOException {
            this.response = response;
            for (Header header : response.getHeaders()) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue() == null ? "" : header.getValue());
            }
            this.body = response.getEntity() == null
                    ? InputStream.nullInputStream()
                    : response.getEntity().getContent();
        }

        @Override
        public int status() {
            return response.getCode();
        }

        @Override
        public Map<String, List<String>> headers() {
            return headers;
        }

        @Override
        public InputStream body() {
            return body;
        }

        @Override
        public void close() {
            EntityUtils.consumeQuietly(response.getEntity());
        }
    }
}
