package io.wadi.extract.rest;

import io.wadi.model.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Requests that pass a gate. Whatever becomes of them, closing their session lets others in. */
record Limited(Transport transport, Gate gate) implements Transport {
    @Override
    public Session open(URI first) {
        return new LimitedSession(transport.open(first), gate, ConcurrentHashMap.newKeySet());
    }

    private record LimitedSession(Session inner, Gate gate, Set<Gate.Pass> passes) implements Session {
        @Override
        public Response send(Call call, Deadline deadline) throws IOException {
            Gate.Pass pass = gate.enter(deadline);
            passes.add(pass);
            boolean answered = false;
            try {
                Response response = inner.send(call, deadline);
                answered = true;
                pass.answered();
                return new LimitedResponse(
                        response, new Received(response.body(), () -> leave(pass)), () -> leave(pass));
            } finally {
                if (!answered) {
                    leave(pass);
                }
            }
        }

        private void leave(Gate.Pass pass) {
            pass.close();
            passes.remove(pass);
        }

        @Override
        public void close() {
            inner.close();
            passes.forEach(Gate.Pass::close);
            passes.clear();
        }
    }

    private record LimitedResponse(Response inner, InputStream body, Runnable left) implements Response {
        @Override
        public int status() {
            return inner.status();
        }

        @Override
        public Map<String, List<String>> headers() {
            return inner.headers();
        }

        @Override
        public void close() {
            inner.close();
            left.run();
        }
    }

    /** A body that tells when it was received whole: a page may be worked on for long after that. */
    private static final class Received extends FilterInputStream {
        private final Runnable whole;

        Received(InputStream in, Runnable whole) {
            super(in);
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            return seen(super.read());
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return length == 0 ? 0 : seen(super.read(bytes, from, length));
        }

        private int seen(int read) {
            if (read < 0) {
                whole.run();
            }
            return read;
        }
    }
}
