package io.wadi.camel;

import io.wadi.extract.rest.CamelHttp;
import io.wadi.extract.rest.Method;
import io.wadi.extract.rest.Timeouts;
import io.wadi.extract.rest.Transport;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;
import org.apache.camel.CamelContext;

/** Posts to webhooks. Redirects are not followed, and neither link-local addresses nor metadata services are asked. */
final class AlertPost {
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));
    private static final int MOST_READ = 2000;

    private final CamelHttp http;

    AlertPost(CamelContext camel) {
        this.http = new CamelHttp(camel, TIMEOUTS, false);
    }

    /**
     * The headers of a webhook: the notice's id, the time, and where there is a key the HMAC of time, a point and body.
     */
    static Map<String, String> signed(String body, String id, Optional<String> key, Instant now) {
        Map<String, String> headers = new HashMap<>();
        String time = Long.toString(now.getEpochSecond());
        headers.put("X-Wadi-Id", id);
        headers.put("X-Wadi-Timestamp", time);
        key.ifPresent(secret -> headers.put("X-Wadi-Signature", "sha256=" + hmac(secret, time + "." + body)));
        return headers;
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** @throws Failure that says what came back */
    void send(String url, String body, Map<String, String> more) {
        URI to = address(url);
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("User-Agent", "wadi");
        try (Transport.Session session = http.open(to);
                Transport.Response response = session.send(
                        new Transport.Call(Method.POST, to, headers, Optional.of(body)), Deadline.none())) {
            String answer = new String(response.body().readNBytes(MOST_READ), StandardCharsets.UTF_8);
            if (response.status() / 100 != 2) {
                throw refused(to, response.status(), AlertSender.quoted(answer, secrets(to)));
            }
        } catch (IOException e) {
            throw unreached(to.getHost() + port(to), e);
        }
    }

    private static String port(URI to) {
        return to.getPort() < 0 ? "" : ":" + to.getPort();
    }

    /** What of it is a secret: all of Slack's and most of others. */
    private static List<String> secrets(URI to) {
        return Stream.of(to.toString(), to.getRawPath(), to.getRawQuery())
                .filter(text -> text != null && text.length() > 1)
                .toList();
    }

    private static URI address(String url) {
        try {
            URI to = new URI(url);
            if (to.getHost() != null && List.of("http", "https").contains(AlertSender.low(to.getScheme()))) {
                return to;
            }
        } catch (java.net.URISyntaxException e) {
            // whose message repeats it
        }
        throw new ConfigurationFailure(Explanation.of("the url of the channel's section is no address of the web")
                .fix("put the whole address there, as https://host/path"));
    }

    private static Failure refused(URI to, int status, String answer) {
        String said = to.getHost() + " answers " + status + (answer.isEmpty() ? "" : " (" + answer + ")");
        if (status / 100 == 3) {
            return new TerminalFailure(Explanation.of(said + ": it has moved, and redirects are not followed")
                    .fix("put the new address into the secrets"));
        }
        return switch (status) {
            case 401, 403, 404, 410 ->
                new TerminalFailure(Explanation.of(said + ": it does not take messages with this address")
                        .fix("make the webhook anew, and put its address into the secrets"));
            case 429 -> new TransientFailure(Explanation.of(said + ": it wants fewer messages"));
            default ->
                status / 100 == 4
                        ? new TerminalFailure(Explanation.of(said + ": it does not understand the message")
                                .fix("look whether the address is one for this kind of channel"))
                        : new TransientFailure(Explanation.of(said + ": it has trouble of its own"));
        };
    }

    /** Why nobody was reached, in words; never with an address. */
    static TransientFailure unreached(String host, Throwable e) {
        String why = Stream.iterate(e, each -> each != null, Throwable::getCause)
                .flatMap(each -> word(each).stream())
                .findFirst()
                .orElse(
                        e instanceof java.io.InterruptedIOException
                                ? String.valueOf(e.getMessage())
                                : "the connection broke (" + e.getClass().getSimpleName() + ")");
        return new TransientFailure(Explanation.of(host + " was not reached: " + why)
                .fix("look at the address in the secrets, the name server, firewalls and proxies"));
    }

    private static Optional<String> word(Throwable e) {
        if (e instanceof UnknownHostException) {
            return Optional.of("no such host (DNS)");
        }
        if (e instanceof ConnectException) {
            return Optional.of("nobody listens there (connection refused)");
        }
        return e instanceof SSLException ? Optional.of("TLS failed: " + e.getMessage()) : Optional.empty();
    }
}
