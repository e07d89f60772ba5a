package io.wadi.server;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.RunStore;
import io.wadi.server.Problem.Kind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is done to a run that is there: cancel, retry, pause, resume. */
final class RunChanges {
    private final RunStore store;
    private final Desk desk;
    private final InstantSource clock;

    RunChanges(RunStore store, Desk desk, InstantSource clock) {
        this.store = store;
        this.desk = desk;
        this.clock = clock;
    }

    Answer cancel(Call call) {
        String why = why("cancelled", call);
        Run run = run(call);
        if (run.state() == RunState.CANCELLING) {
            return Answer.ok(RunJson.summary(run));
        }
        Run after = store.queue()
                .cancel(run.id(), why, clock.instant())
                .orElseThrow(() -> refused(
                        "run " + run.id() + " has ended: " + run(call).state().word()));
        return done(after);
    }

    Answer retry(Call call) {
        String why = why("tried again", call);
        return change(call, run -> run.retried(why, clock.instant()));
    }

    Answer pause(Call call) {
        String why = why("paused", call);
        Run before = run(call);
        if (before.pausing() || before.state() == RunState.PAUSED) {
            return Answer.ok(RunJson.summary(before));
        }
        return change(call, run -> run.toPause(why, clock.instant()));
    }

    Answer resume(Call call) {
        String why = why("resumed", call);
        boolean kept = run(call).order().keeper().flatMap(store.nodes()::find).isPresent();
        return change(call, run -> run.resumed(kept, why, clock.instant()));
    }

    private Answer change(Call call, UnaryOperator<Run> change) {
        String id = run(call).id();
        return done(store.runs().change(id, run -> next(run, change)).orElseGet(() -> run(call)));
    }

    private static Run next(Run run, UnaryOperator<Run> change) {
        try {
            return change.apply(run);
        } catch (IllegalStateException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private Answer done(Run run) {
        desk.wake();
        return Answer.ok(RunJson.summary(run));
    }

    private Run run(Call call) {
        return new RunAnswers(store).run(call.path("id"));
    }

    /** Who wants it, and, where they say so, why. */
    static String why(String what, Call call) {
        Body body = Body.of(call.request().body(), Set.of("reason"));
        Optional<String> reason = body.text("reason");
        body.check();
        String by = what + " by " + call.caller().name();
        return reason.map(text -> by + ": " + text).orElse(by);
    }

    private static Refusal refused(String why) {
        return new Refusal(Problem.of(Kind.CONFLICT, why).fix("look at it again: it goes on meanwhile"));
    }
}
