package io.wadi.server.http;

import io.vertx.core.http.HttpServerResponse;
import io.wadi.server.Listener;

/** A client's stream of server-sent events. What it has not read yet is bounded: then it counts as slow. */
final class EventStream implements Listener {
    private static final int BUFFER = 1 << 18;
    private static final int AGAIN_MILLIS = 2_000;

    private final HttpServerResponse response;

    EventStream(HttpServerResponse response) {
        this.response = response;
        response.setChunked(true)
                .setWriteQueueMaxSize(BUFFER)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("X-Accel-Buffering", "no");
        response.write("retry: " + AGAIN_MILLIS + "\n\n");
    }

    @Override
    public boolean isReady() {
        return !response.writeQueueFull();
    }

    @Override
    public boolean isGone() {
        return response.closed() || response.ended();
    }

    @Override
    public void tell(String event) {
        if (!isGone()) {
            response.write(event);
        }
    }

    @Override
    public void end() {
        if (!isGone()) {
            response.end();
        }
    }
}
