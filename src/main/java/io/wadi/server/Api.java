package io.wadi.server;

import io.wadi.config.Nearest;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Failure;
import io.wadi.model.TransientFailure;
import io.wadi.server.Problem.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that can be asked for, and by whom. Says no in the same way everywhere, and never more than it should. */
public final class Api {
    public static final String ROOT = "/api/v1";
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String ANOTHER_TRY = "2";

    /** Told of everything that somebody had changed here, or was not let. */
    @FunctionalInterface
    public interface Witness {
        void saw(Caller caller, Request request, int status);
    }

    private final Gate gate;
    private final List<Endpoint> endpoints;
    private final Witness witness;

    public Api(Gate gate, List<Endpoint> endpoints) {
        this(gate, endpoints, (caller, request, status) -> {});
    }

    public Api(Gate gate, List<Endpoint> endpoints, Witness witness) {
        this.gate = gate;
        this.endpoints = List.copyOf(endpoints);
        this.witness = witness;
    }

    /** What a request is told that is kept outside; its body need not have arrived. */
    public Optional<Answer.Document> refuse(Request request) {
        try {
            gate.admit(request);
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.problem().answer());
        }
    }

    public Answer answer(Request request) {
        return answer(request, () -> gate.admit(request), witness);
    }

    /** The same for somebody who was let in elsewhere, where that is noted. */
    public Answer answerTo(Caller caller, Request request) {
        return answer(request, () -> caller, (who, what, status) -> {});
    }

    private Answer answer(Request request, Supplier<Caller> who, Witness seen) {
        try {
            Caller caller = who.get();
            Answer answer = settled(request, caller);
            if (!request.isRead()) {
                int status = answer instanceof Answer.Document document ? document.status() : 200;
                seen.saw(caller, request, status);
            }
            return answer;
        } catch (Refusal e) {
            return e.problem().answer();
        }
    }

    private Answer settled(Request request, Caller caller) {
        try {
            return answer(request, caller);
        } catch (Refusal e) {
            return e.problem().answer();
        } catch (Failure e) {
            return problem(e).answer();
        } catch (RuntimeException e) {
            LOG.error("{} {} could not be answered", request.method(), request.path(), e);
            return Problem.of(Kind.BROKEN, "the server's log says more")
                    .fix("report what the log says")
                    .answer();
        }
    }

    /** What somebody is told who asked for what failed. */
    public static Problem problem(Failure failure) {
        if (failure instanceof ConfigurationFailure configuration) {
            return Problem.of(Kind.UNUSABLE, configuration.problems());
        }
        if (failure instanceof TransientFailure) {
            LOG.warn("{}", failure.explanation().what());
            return Problem.of(Kind.UNAVAILABLE, List.of(failure.explanation())).header("Retry-After", ANOTHER_TRY);
        }
        return Problem.of(Kind.UNUSABLE, List.of(failure.explanation()));
    }

    private Answer answer(Request request, Caller caller) {
        if (!request.path().startsWith(ROOT + "/")) {
            throw unknown(request);
        }
        List<String> segments = request.segments();
        List<String> below = segments.subList(2, segments.size());
        Set<String> methods = new TreeSet<>();
        for (Endpoint endpoint : endpoints) {
            Optional<Map<String, String>> path = endpoint.match(below);
            if (path.isPresent() && endpoint.method().equals(request.method())) {
                return answer(endpoint, request, caller, path.get());
            }
            path.ifPresent(found -> methods.add(endpoint.method()));
        }
        if (methods.isEmpty()) {
            throw unknown(request);
        }
        String allowed = String.join(", ", methods);
        throw new Refusal(Problem.of(Kind.NO_METHOD, request.method() + " is not among " + allowed)
                .header("Allow", allowed));
    }

    private static Answer answer(Endpoint endpoint, Request request, Caller caller, Map<String, String> path) {
        if (!caller.role().includes(endpoint.needs())) {
            throw new Refusal(Problem.of(
                            Kind.FORBIDDEN,
                            "the token " + caller.name() + " is a "
                                    + caller.role().word() + "'s, and this takes an "
                                    + endpoint.needs().word())
                    .fix("use a token of role " + endpoint.needs().word()));
        }
        Map<String, String> query = request.parameters();
        for (String name : query.keySet()) {
            if (!endpoint.query().contains(name)) {
                Problem problem = Problem.of(Kind.UNREADABLE, "this knows no parameter " + name);
                throw new Refusal(problem.fix(advice(name, endpoint.query())));
            }
        }
        return endpoint.handler().answer(new Call(request, caller, path, query));
    }

    /** What somebody probably meant by a name that is unknown. */
    static String advice(String name, Set<String> known) {
        return Nearest.to(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElse(
                        known.isEmpty()
                                ? "leave it out"
                                : "there are " + known.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static Refusal unknown(Request request) {
        return new Refusal(Problem.of(Kind.UNKNOWN, "nothing is at " + request.path())
                .fix("GET " + ROOT + "/openapi.json lists what there is"));
    }
}
