package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.window.Placeholders;
import io.wadi.extract.window.Windows;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Pages;
import java.util.List;
import java.util.Optional;

/**
 * A stream of records behind an API.
 *
 * @param records where they are in a response; empty finds out (contract section 9)
 */
public record RestResource(
        RestTemplate request,
        Optional<JsonPath> records,
        Paginator paginator,
        Optional<Windows> windows,
        Optional<Auth> auth) {
    public RestResource {
        requireNonNull(request);
        requireNonNull(records);
        requireNonNull(paginator);
        requireNonNull(windows);
        requireNonNull(auth);
    }

    /** Nothing is sent before the first page is asked for. */
    public Pages open(Extraction extraction, RestClient client) {
        Placeholders run = Placeholders.of(extraction.cursorStart(), extraction.startedAt());
        List<RestRequest> starts = windows.map(range -> range.of(run).stream()
                        .map(window -> request.fill(run.with(window)))
                        .toList())
                .orElseGet(() -> List.of(request.fill(run)));
        if (starts.isEmpty()) {
            return NoPages.INSTANCE;
        }
        Host home = home(starts.get(0));
        Deadline deadline = extraction.deadline();
        Transport.Session session = client.transport().open(starts.get(0).uri());
        Deadline.Registration registration = deadline.onCancel(session::close);
        try {
            Requests requests = new Requests(session, home, auth, client, deadline);
            return new RestPages(starts.iterator(), this, requests, () -> {
                registration.close();
                session.close();
            });
        } catch (RuntimeException e) {
            registration.close();
            session.close();
            throw e;
        }
    }

    private static Host home(RestRequest first) {
        try {
            return Host.of(first.uri());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of("url '" + first.url() + "' is not an address")
                    .fix("write blanks and other special characters as %20 and the like, or use query.NAME"));
        }
    }
}
