package io.wadi.samples;

/** The client asked for something the service cannot understand; the message is for the client. */
final class BadRequest extends Exception {
    private static final long serialVersionUID = 1;

    BadRequest(String message) {
        super(message);
    }
}
