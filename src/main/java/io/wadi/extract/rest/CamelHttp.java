package io.wadi.extract.rest;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Requests by the client that Camel's HTTP component sets up, so that its TLS and proxy settings hold. They are not put
 * into exchanges, whose headers and addresses Camel logs. Each session has connections of its own: breaking them ends
 * requests that are under way, and nobody else's.
 */
public final class CamelHttp implements Transport {
    private final CamelContext context;
    private final Timeouts timeouts;
    private final boolean allowLinkLocal;

    public CamelHttp(CamelContext context, Timeouts timeouts, boolean allowLinkLocal) {
        this.context = context;
        this.timeouts = timeouts;
        this.allowLinkLocal = allowLinkLocal;
    }

    @Override
    public Session open(URI first) {
        Host host = Host.of(first);
        HttpComponent component = context.getComponent(host.scheme(), HttpComponent.class);
        Duration set = Duration.ofMillis(component.getSoTimeout());
        if (timeouts.read().equals(Timeouts.USUAL.read()) && !set.isZero() && !set.equals(timeouts.read())) {
            return new CamelHttp(context, new Timeouts(timeouts.connect(), set, timeouts.total()), allowLinkLocal)
                    .open(first);
        }
        try {
            // Made by the component and not by the context, which would share one endpoint among all.
            HttpEndpoint endpoint = (HttpEndpoint) component.createEndpoint(
                    host.scheme() + "://" + host.name() + ":" + host.port(),
                    Map.of(
                            "connectTimeout", Long.toString(timeouts.connect().toMillis()),
                            "soTimeout", Long.toString(timeouts.read().toMillis()),
                            "responseTimeout", Long.toString(timeouts.read().toMillis())));
            endpoint.getClientBuilder().disableAutomaticRetries(); // ours know Retry-After and the deadline
            endpoint.getClientBuilder().disableRedirectHandling(); // ours keep credentials back
            if (!allowLinkLocal) {
                endpoint.getClientBuilder().setRequestExecutor(new PeerCheck());
            }
            ServiceHelper.startService(endpoint);
            return new CamelSession(endpoint, endpoint.getHttpClient());
        } catch (Exception e) {
            throw new ConfigurationFailure(
                    Explanation.of("HTTP to " + host.name() + " cannot be set up: " + e.getMessage())
                            .fix("check camel.component." + host.scheme() + ".* in application.properties"));
        }
    }

    private final class CamelSession implements Session {
        private final HttpEndpoint endpoint;
        private final HttpClient client;

        CamelSession(HttpEndpoint endpoint, HttpClient client) {
            this.endpoint = endpoint;
            this.client = client;
        }

        @Override
        public Response send(Call call, Deadline deadline) throws IOException {
            Host host = Host.of(call.uri());
            if (!allowLinkLocal) {
                PeerCheck.check(host);
            }
            HttpUriRequestBase request = new HttpUriRequestBase(call.method().name(), call.uri());
            call.headers().forEach(request::setHeader);
            if (request.containsHeader("Cookie") && client instanceof Configurable usual) {
                // else those that the server set would be a second header
                request.setConfig(RequestConfig.copy(usual.getConfig())
                        .setCookieSpec(StandardCookieSpec.IGNORE)
                        .build());
            }
            // Its type stands in a header.
            call.body()
                    .ifPresent(text ->
                            request.setEntity(new ByteArrayEntity(text.getBytes(StandardCharsets.UTF_8), null)));
            // A server may send the head of its answer byte by byte, for ever.
            CompletableFuture<Object> alarm =
                    new CompletableFuture<>().orTimeout(timeouts.total().toMillis(), TimeUnit.MILLISECONDS);
            var unused = alarm.whenComplete((done, late) -> {
                if (late != null) {
                    request.cancel();
                }
            });
            long began = System.nanoTime();
            try {
                ClassicHttpResponse response = client.executeOpen(
                        new HttpHost(host.scheme(), host.name(), host.port()), request, HttpClientContext.create());
                return new Received(response, request, timeouts.total().minusNanos(System.nanoTime() - began));
            } catch (IOException e) {
                // The alarm, and not what follows from it, which may still be at work.
                throw alarm.isCompletedExceptionally() ? late() : slow(e);
            } finally {
                alarm.complete("");
            }
        }

        @Override
        public void close() {
            endpoint.getClientConnectionManager().close(CloseMode.IMMEDIATE);
            ServiceHelper.stopService(endpoint);
        }
    }

    private OutOfTime late() {
        return new OutOfTime("no whole answer", timeouts.total(), "totalTimeout");
    }

    private IOException slow(IOException e) {
        if (e instanceof ConnectTimeoutException) {
            return new OutOfTime("no connection", timeouts.connect(), "connectTimeout");
        }
        return e instanceof SocketTimeoutException ? new OutOfTime("nothing came", timeouts.read(), "readTimeout") : e;
    }

    private final class Received implements Response {
        private final ClassicHttpResponse response;
        private final HttpUriRequestBase request;
        private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final InputStream body;
        private boolean whole;

        Received(ClassicHttpResponse response, HttpUriRequestBase request, Duration left) throws IOException {
            this.response = response;
            this.request = request;
            for (Header header : response.getHeaders()) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(String.valueOf(header.getValue()));
            }
            this.whole = response.getEntity() == null;
            this.body = whole
                    ? InputStream.nullInputStream()
                    : new TimedBody(response.getEntity().getContent(), left, () -> whole = true);
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
            if (!whole) {
                request.cancel(); // else closing reads on to the end
            }
        }
    }

    /** Between two bytes the socket's time-out holds; this one adds them up. */
    private final class TimedBody extends FilterInputStream {
        private final Runnable ended;
        private long left;

        TimedBody(InputStream in, Duration left, Runnable ended) {
            super(in);
            this.ended = ended;
            this.left = left.toNanos();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            long began = System.nanoTime();
            int read;
            try {
                read = super.read(bytes, from, length);
            } catch (IOException e) {
                throw slow(e);
            }
            left -= System.nanoTime() - began;
            if (read < 0) {
                ended.run();
            } else if (left < 0) {
                throw late();
            }
            return read;
        }
    }
}
