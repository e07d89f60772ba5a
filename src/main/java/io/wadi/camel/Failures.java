package io.wadi.camel;

import io.wadi.config.RouteFiles;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.model.Unquoted;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What a pipeline's route raised, as a failure of ours.
 *
 * @param masks whether the message of somebody else's exception may quote what is masked
 */
record Failures(String pipeline, RouteFiles routes, boolean masks) {
    Failure of(Throwable raised) {
        return causes(raised).flatMap(cause -> own(cause).stream()).findFirst().orElseGet(() -> others(raised));
    }

    private Optional<Failure> own(Throwable cause) {
        if (cause instanceof ConfigurationFailure failure) {
            return Optional.of(new ConfigurationFailure(failure.problems().stream()
                    .map(problem -> StartFailure.located(problem, routes))
                    .toList()));
        }
        return cause instanceof Failure failure ? Optional.of(failure) : Optional.empty();
    }

    /** A step of a route may quote the records that it was given. */
    private Failure others(Throwable raised) {
        String what = "pipeline " + pipeline + " failed: " + raised.getClass().getSimpleName();
        Explanation explanation = Explanation.of(
                masks ? what + ", whose message may quote what is masked" : what + ": " + raised.getMessage());
        Throwable cause = masks ? new Unquoted(raised) : raised;
        boolean mayPass =
                causes(raised).anyMatch(each -> each instanceof IOException || each instanceof TimeoutException);
        return mayPass ? new TransientFailure(explanation, cause) : new TerminalFailure(explanation, cause);
    }

    private static Stream<Throwable> causes(Throwable raised) {
        return Stream.iterate(raised, cause -> cause != null, Throwable::getCause);
    }
}
