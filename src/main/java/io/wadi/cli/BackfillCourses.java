package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.backfill.Course;
import io.wadi.flow.backfill.Courses;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.BackfillJson;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** How far backfills are, on a terminal. */
record BackfillCourses(RunStore store, Console console) {
    BackfillCourses {
        requireNonNull(store);
        requireNonNull(console);
    }

    int list(String deployment) {
        List<Course> courses = new Courses(store).of(deployment);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode all = root.putArray("backfills");
        for (Course course : courses) {
            console.line(line(course));
            all.add(BackfillJson.summary(course));
        }
        if (courses.isEmpty()) {
            console.line(
                    "no backfills of " + deployment + "; one begins with --from 2026-01-01 --to 2026-01-31 --every 1d");
        }
        console.json(root);
        return Console.DONE;
    }

    int stop(String deployment, String id, String by) {
        Courses courses = new Courses(store);
        Course course = courses.find(deployment, id)
                .orElseThrow(() ->
                        new ConfigurationFailure(Explanation.of("there is no backfill " + id + " of " + deployment)
                                .fix("see them: ./wadi backfill " + deployment)));
        int runs = courses.stop(course, "stopped by " + by, Instant.now());
        console.line("backfill " + id + ": " + runs + " stopped; the command that began it goes on with them");
        console.json(BackfillJson.summary(courses.find(deployment, id).orElse(course))
                .put("changed", runs));
        return Console.DONE;
    }

    private static String line(Course course) {
        return course.id() + "  " + course.from() + ".." + course.to() + "  "
                + course.states().entrySet().stream()
                        .map(state -> state.getValue() + " " + state.getKey().word())
                        .collect(Collectors.joining(", "));
    }
}
