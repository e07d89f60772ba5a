package io.wadi.camel;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.records.Body;
import io.wadi.model.Explanation;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;

/**
 * The body of an exchange as records. What can be read again stays the body of the exchange, so that two resources can be
 * made of one response; what cannot is taken out of it.
 *
 * @param where endpoint, route and the body's type, for messages
 */
record RecordsBody(Body body, String where) {
    static RecordsBody take(Exchange exchange, String endpoint) {
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
        Body body = Body.of(readable(left, exchange, where), where);
        if (body.once() && !(left instanceof StreamCache)) {
            exchange.getMessage().setBody(null);
        }
        return new RecordsBody(body, where);
    }

    Pages pages(Optional<JsonPath> records) {
        return body.pages(records, where);
    }

    /** Camel's own and the JDK's holders of bytes as streams; everything else as it is. */
    private static Object readable(Object left, Exchange exchange, String where) {
        if (left instanceof StreamCache cached) {
            return copy(cached, exchange, where);
        }
        boolean holder = left instanceof WrappedFile
                || left instanceof File
                || left instanceof Path
                || left instanceof Reader
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
