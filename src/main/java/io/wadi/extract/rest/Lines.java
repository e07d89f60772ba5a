package io.wadi.extract.rest;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connections to the host of a resource, of each thread its own; closing breaks all of them at once. */
final class Lines implements ParallelChains.Tools<Requests> {
    private final RestClient client;
    private final URI first;
    private final Host home;
    private final Optional<Auth> auth;
    private final Deadline deadline;
    private final Runnable closing;
    private final List<Transport.Session> sessions = new ArrayList<>();
    private boolean closed;

    /**
     * @param first whose host is the one that may see credentials
     * @param closing is closed with them
     */
    Lines(RestClient client, URI first, Optional<Auth> auth, Deadline deadline, Runnable closing) {
        this.client = client;
        this.first = first;
        this.home = Host.of(first);
        this.auth = auth;
        this.closing = closing;
        this.deadline = deadline.branch();
        this.deadline.onCancel(this::breakAll);
    }

    /** Others to the same host. */
    Lines others() {
        return new Lines(client, first, auth, deadline, () -> {});
    }

    @Override
    public Requests take() {
        Transport.Session session = client.transport().open(first);
        synchronized (this) {
            if (!closed) {
                sessions.add(session);
                return new Requests(session, home, auth, client, deadline);
            }
        }
        session.close();
        deadline.check();
        throw new Cancelled("closed");
    }

    private void breakAll() {
        List<Transport.Session> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(sessions);
            sessions.clear();
        }
        open.forEach(Transport.Session::close);
    }

    @Override
    public void close() {
        deadline.cancel("closed");
        closing.run();
    }
}
