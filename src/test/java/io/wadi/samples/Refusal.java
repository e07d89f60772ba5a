package io.wadi.samples;

import java.util.Map;

/** The client asked for something that it does not get; the message is for the client. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;

    Refusal(int status, Map<String, String> headers, String message) {
        super(message);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    /** The service cannot understand it. */
    static Refusal badRequest(String message) {
        return new Refusal(400, Map.of(), message);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }
}
