package io.wadi.extract.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Carries requests. */
public interface Transport {
    /** Opens what the requests of one resource share. */
    Session open(URI first);

    /** Connections of one resource, used by one thread at a time; closing breaks them at once, from any thread. */
    interface Session extends AutoCloseable {
        /** Returns once the status is known; the body streams. */
        Response get(URI uri, Map<String, String> headers) throws IOException;

        @Override
        void close();
    }

    /** An answer. Its body is read to the end, then the answer is closed, which gives the connection back. */
    interface Response extends AutoCloseable {
        int status();

        /** Values by name, whatever its case. */
        Map<String, List<String>> headers();

        InputStream body();

        @Override
        void close();
    }
}
