package io.wadi.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.Explanation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why something was not done, for programs (RFC 9457) and people.
 *
 * @param fix what to do next
 * @param flaws of the body, each with its place
 */
public record Problem(Kind kind, String detail, Optional<String> fix, List<Flaw> flaws, Map<String, String> headers) {
    public enum Kind {
        UNREADABLE(400, "The request cannot be read"),
        NO_TOKEN(401, "A token is needed"),
        FORBIDDEN(403, "Not allowed"),
        UNKNOWN(404, "There is no such thing"),
        NO_METHOD(405, "It cannot be done with this method"),
        CONFLICT(409, "It cannot be done now"),
        TOO_LARGE(413, "The body is too large"),
        NOT_JSON(415, "The body is to be JSON"),
        UNUSABLE(422, "What the request says cannot be used"),
        TOO_MANY(429, "Too many at once"),
        BROKEN(500, "Wadi failed in a way it should not"),
        UNAVAILABLE(503, "Not now");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }

    /** @param pointer into the body (RFC 6901) */
    public record Flaw(String pointer, String detail, Optional<String> fix) {
        public Flaw {
            requireNonNull(pointer);
            requireNonNull(detail);
            requireNonNull(fix);
        }
    }

    public Problem {
        requireNonNull(kind);
        requireNonNull(detail);
        requireNonNull(fix);
        flaws = List.copyOf(flaws);
        headers = Map.copyOf(headers);
    }

    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, Optional.empty(), List.of(), Map.of());
    }

    public Problem fix(String advice) {
        return new Problem(kind, detail, Optional.of(advice), flaws, headers);
    }

    Problem with(List<Flaw> all) {
        return new Problem(kind, detail, fix, all, headers);
    }

    Problem header(String name, String value) {
        return new Problem(kind, detail, fix, flaws, Map.of(name, value));
    }

    /** What an operator would be told on the command line; places of files stay here. */
    static Problem of(Kind kind, List<Explanation> problems) {
        Problem problem = of(
                kind, String.join("; ", problems.stream().map(Explanation::what).toList()));
        return problems.stream()
                .flatMap(each -> each.fix().stream())
                .findFirst()
                .map(problem::fix)
                .orElse(problem);
    }

    public Answer.Document answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("title", kind.title).put("status", kind.status).put("detail", detail);
        fix.ifPresent(advice -> body.put("fix", advice));
        for (Flaw flaw : flaws) {
            ObjectNode one = body.withArray("errors")
                    .addObject()
                    .put("pointer", flaw.pointer())
                    .put("detail", flaw.detail());
            flaw.fix().ifPresent(advice -> one.put("fix", advice));
        }
        return new Answer.Document(kind.status, "application/problem+json", headers, body);
    }
}
