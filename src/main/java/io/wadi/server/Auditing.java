package io.wadi.server;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.store.Audit;
import io.wadi.model.Failure;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters what was done in the audit, whether a page asked for it or a program. What cannot be entered is in the log. */
public final class Auditing {
    private static final Logger LOG = LoggerFactory.getLogger(Auditing.class);
    private static final int LONGEST_NAME = 200;
    /** A query is there whole: what it asked for may stand at its end. */
    private static final int LONGEST_TARGET = 20_000;

    private final Audit audit;
    private final InstantSource clock;
    private final String suffix;
    private final AtomicLong number = new AtomicLong();

    /** @param node this process, so that no two make the same entry */
    public Auditing(Audit audit, InstantSource clock, String node) {
        this.audit = requireNonNull(audit);
        this.clock = requireNonNull(clock);
        this.suffix = Token.digest(node).substring(0, 12);
    }

    /** As {@link Api.Witness}: what was asked is the target. */
    public void saw(Caller caller, Request request, int status) {
        String path = request.path();
        String target = path.startsWith(Api.ROOT) ? path.substring(Api.ROOT.length()) : path;
        String action = target.replaceFirst(".*[/:]", "");
        enter(new Audit.Entry(
                id(),
                clock.instant(),
                caller.name(),
                caller.role().word(),
                "api",
                "",
                cut(action, 60),
                cut(target, LONGEST_TARGET),
                status,
                ""));
    }

    /** From the console, by somebody who need not be known. */
    public void enter(String who, String role, String from, String action, String target, int status) {
        enter(new Audit.Entry(
                id(),
                clock.instant(),
                cut(who, LONGEST_NAME),
                role,
                "console",
                from,
                action,
                cut(target, LONGEST_TARGET),
                status,
                ""));
    }

    private void enter(Audit.Entry entry) {
        LOG.info(
                "{} {} by {} from {}: {}",
                entry.action(),
                cut(entry.target(), LONGEST_NAME),
                entry.who(),
                entry.way(),
                entry.outcome());
        try {
            audit.enter(entry);
        } catch (Failure e) {
            LOG.error("the audit did not take: {}: {}", entry, e.explanation().what());
        }
    }

    private String id() {
        return String.format("%014d-%08d-%s", clock.millis(), number.incrementAndGet(), suffix);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
