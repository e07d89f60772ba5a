package io.wadi.camel;

import io.wadi.extract.files.StreamReading;
import io.wadi.extract.json.JsonPath;
import io.wadi.extract.records.Body;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;

/**
 * The body of an exchange as records. What can be read again stays the body of the exchange, so that two resources can be
 * made of one response; what cannot is taken out of it.
 *
 * @param where endpoint, route and the body's type, for messages
 * @param opened whether somebody read it already
 */
record RecordsBody(Body body, String where, AtomicBoolean opened) {
    /** @param lines what it is, when it is not JSON or values of Java */
    static RecordsBody take(Exchange exchange, String endpoint, Optional<StreamReading> lines) {
        String route =
                Optional.ofNullable(ExchangeHelper.getAtRouteId(exchange)).orElse("none");
        String at = endpoint + " of route " + route;
        Object left = exchange.getMessage().getBody();
        if (left == null) {
            throw new TerminalFailure(
                    Explanation.of(at + " has no body: null")
                            .fix(
                                    "call the endpoint that fetches the records before it; a stream or an iterator is there once"));
        }
        String where = at + " (body: " + left.getClass().getName() + ")";
        Object readable = readable(left, exchange, where);
        Body body = lines.map(reading -> Body.of(readable, reading, where)).orElseGet(() -> Body.of(readable, where));
        if (body.once() && !(left instanceof StreamCache)) {
            exchange.getMessage().setBody(null);
        }
        return new RecordsBody(body, where, new AtomicBoolean());
    }

    Pages pages(Optional<JsonPath> records, Extraction extraction, Consumer<String> warn) {
        if (opened.getAndSet(true)) {
            throw new TerminalFailure(Explanation.of(where + " was read before, and is read once")
                    .fix("call wadi-source again before the second wadi-load"));
        }
        return body.pages(records, where, extraction, warn);
    }

    /** Camel's own and the JDK's holders of bytes as streams; everything else as it is. */
    private static Object readable(Object left, Exchange exchange, String where) {
        if (left instanceof StreamCache cached) {
            return copy(cached, exchange, where);
        }
        boolean holder = left instanceof WrappedFile
                || left instanceof File
                || left instanceof Path
                || left instanceof ByteBuffer;
        return holder
                ? Optional.<Object>ofNullable(exchange.getContext()
                                .getTypeConverter()
                                .tryConvertTo(InputStream.class, exchange, left))
                        .orElse(left)
                : left;
    }

    private static Object copy(StreamCache cached, Exchange exchange, String where) {
        try {
            cached.reset();
            StreamCache copy = cached.copy(exchange);
            return copy instanceof InputStream
                    ? copy
                    : Optional.<Object>ofNullable(exchange.getContext()
                                    .getTypeConverter()
                                    .tryConvertTo(InputStream.class, exchange, copy))
                            .orElse(copy);
        } catch (IOException e) {
            throw new TerminalFailure(Explanation.of(where + " cannot be read"), e);
        }
    }
}
