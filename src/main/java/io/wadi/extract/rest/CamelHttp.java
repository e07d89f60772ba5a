package io.wadi.extract.rest;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.UnitOfWorkHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.core5.io.CloseMode;

/**
 * Requests by Camel's HTTP component, so that its TLS, proxy and time-out settings hold. Each session has connections of
 * its own: breaking them ends a request that is under way, and nobody else's.
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
                    host.scheme() + "://" + host.name() + ":" + host.port(),
                    Map.of(
                            "disableStreamCache", "true",
                            "throwExceptionOnFailure", "false",
                            "connectTimeout", "10000"));
            endpoint.getClientBuilder().disableAutomaticRetries(); // ours know Retry-After and the deadline
            endpoint.getClientBuilder().disableRedirectHandling(); // ours keep credentials back
            Producer producer = endpoint.createProducer();
            ServiceHelper.startService(endpoint, producer);
            return new CamelSession(endpoint, producer);
        } catch (Exception e) {
            throw new ConfigurationFailure(
                    Explanation.of("HTTP to " + host.name() + " cannot be set up: " + e.getMessage())
                            .fix("check camel.component." + host.scheme() + ".* in application.properties"));
        }
    }

    private record CamelSession(HttpEndpoint endpoint, Producer producer) implements Session {
        @Override
        public Response get(URI uri, Map<String, String> headers) throws IOException {
            Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
            exchange.getIn().getHeaders().putAll(headers);
            exchange.getIn().setHeader(Exchange.HTTP_METHOD, "GET");
            exchange.getIn().setHeader(Exchange.HTTP_URI, uri.toASCIIString());
            try {
                producer.process(exchange);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
            return new CamelResponse(exchange);
        }

        @Override
        public void close() {
            endpoint.getClientConnectionManager().close(CloseMode.IMMEDIATE);
            ServiceHelper.stopService(producer, endpoint);
        }
    }

    private static final class CamelResponse implements Response {
        private final Exchange exchange;
        private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final InputStream body;

        CamelResponse(Exchange exchange) {
            this.exchange = exchange;
            exchange.getMessage().getHeaders().forEach((name, value) -> headers.put(name, texts(value)));
            InputStream stream = exchange.getMessage().getBody(InputStream.class);
            this.body = stream == null ? InputStream.nullInputStream() : stream;
        }

        private static List<String> texts(Object value) {
            if (value instanceof List<?> several) {
                List<String> texts = new ArrayList<>();
                several.forEach(one -> texts.add(String.valueOf(one)));
                return texts;
            }
            return List.of(String.valueOf(value));
        }

        @Override
        public int status() {
            Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            return status == null ? 0 : status;
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
            UnitOfWorkHelper.doneSynchronizations(
                    exchange, exchange.getExchangeExtension().handoverCompletions());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "HTTP %d", status());
        }
    }
}
