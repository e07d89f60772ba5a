package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.server.Answer;
import io.wadi.server.Role;

/**
 * A page, or something that a page may have done.
 *
 * @param path a part in braces stands for any
 * @param action what the audit calls it; empty for what is only looked at
 */
record Route(String method, String path, Role needs, String action, Handler handler) {
    @FunctionalInterface
    interface Handler {
        /** @throws io.wadi.server.Refusal when it cannot be done */
        Answer answer(Visit visit);
    }

    Route {
        requireNonNull(method);
        requireNonNull(path);
        requireNonNull(needs);
        requireNonNull(action);
        requireNonNull(handler);
    }

    static Route page(String path, Handler handler) {
        return new Route("GET", path, Role.VIEWER, "", handler);
    }

    static Route page(String path, Role needs, Handler handler) {
        return new Route("GET", path, needs, "", handler);
    }

    static Route action(String path, Role needs, String action, Handler handler) {
        return new Route("POST", path, needs, action, handler);
    }
}
