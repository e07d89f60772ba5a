package io.wadi.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.backfill.Course;
import io.wadi.flow.backfill.Fill;
import java.util.Arrays;

/** Backfills as JSON: of the API, and of the command line. */
public final class BackfillJson {
    private BackfillJson() {}

    /** What was, or would be, done. */
    public static ObjectNode filled(String deployment, Desk.Filled filled, boolean dryRun) {
        ObjectNode one = RunJson.object()
                .put("id", filled.backfill().id())
                .put("deployment", deployment)
                .put("dryRun", dryRun);
        ObjectNode counts = one.putObject("counts");
        Arrays.stream(Fill.What.values())
                .forEach(what -> counts.put(what.word(), filled.fill().count(what)));
        ArrayNode windows = one.putArray("windows");
        filled.fill()
                .parts()
                .forEach(part -> windows.addObject()
                        .put("start", part.window().start())
                        .put("end", part.window().end())
                        .put("what", part.what().word()));
        return one;
    }

    /** One of a list. */
    public static ObjectNode summary(Course course) {
        ObjectNode one = RunJson.object()
                .put("id", course.id())
                .put("deployment", course.deployment())
                .put("from", course.from())
                .put("to", course.to())
                .put("by", course.by())
                .put("createdAt", course.created().toString())
                .put("runs", course.legs().size());
        RunJson.instant(one, "endedAt", course.ended());
        ObjectNode states = one.putObject("states");
        course.states().forEach((state, runs) -> states.put(state.word(), runs));
        return one;
    }

    /** Run by run. */
    static ObjectNode details(Course course) {
        ObjectNode one = summary(course);
        ArrayNode windows = one.putArray("windows");
        course.legs()
                .forEach(leg -> windows.addObject()
                        .put("start", leg.window().start())
                        .put("end", leg.window().end())
                        .put("run", leg.run().id())
                        .put("state", leg.run().state().word())
                        .put("reason", leg.run().reason())
                        .put("rows", leg.run().tally().rows()));
        return one;
    }
}
