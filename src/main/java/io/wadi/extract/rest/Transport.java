package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries requests. */
public interface Transport {
    /** Opens what the requests of one resource share. */
    Session open(URI first);

    /** What is sent, its credentials included: never to be shown. */
    record Call(Method method, URI uri, Map<String, String> headers, Optional<String> body) {
        public Call {
            requireNonNull(method);
            requireNonNull(uri);
            headers = Map.copyOf(headers);
            requireNonNull(body);
        }

        @Override
        public String toString() {
            return method + " " + SafeUrl.PLAIN.of(uri);
        }
    }

    /** Connections of one resource; closing breaks them at once, from any thread. */
    interface Session extends AutoCloseable {
        /** Returns once the status is known; the body streams. */
        Response send(Call call, Deadline deadline) throws IOException;

        @Override
        void close();
    }

    /** An answer. Closing gives its connection back when the body was read to its end, and breaks it otherwise. */
    interface Response extends AutoCloseable {
        int status();

        /** Values by name, whatever its case. */
        Map<String, List<String>> headers();

        InputStream body();

        @Override
        void close();
    }
}
