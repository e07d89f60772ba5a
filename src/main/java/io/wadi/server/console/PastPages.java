package io.wadi.server.console;

import io.wadi.flow.Asks;
import io.wadi.flow.backfill.Course;
import io.wadi.flow.backfill.Courses;
import io.wadi.flow.backfill.Fill;
import io.wadi.flow.backfill.Stretch;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.server.Answer;
import io.wadi.server.Answer.Document;
import io.wadi.server.Api;
import io.wadi.server.Request;
import io.wadi.server.Role;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of the past a deployment has read, and the backfills that read more of it. */
final class PastPages {
    private static final String ONCE = "1d";

    private final Console.Parts parts;
    private final Courses courses;

    PastPages(Console.Parts parts) {
        this.parts = parts;
        this.courses = new Courses(parts.store());
    }

    List<Route> routes() {
        return List.of(
                Route.action("/deployments/{name}/backfill", Role.OPERATOR, "begin backfill", this::begin),
                Route.action("/deployments/{name}/backfills/{id}/stop", Role.OPERATOR, "stop backfill", this::act),
                Route.action("/deployments/{name}/backfills/{id}/retry", Role.OPERATOR, "retry backfill", this::act));
    }

    /** @param parameters that its routes read; without two of them it reads no windows */
    Optional<Past> of(Visit visit, String deployment, Set<String> parameters, ZoneId zone, Words words) {
        List<Course> all = courses.of(deployment);
        if (parameters.size() < 2 && all.isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(words.now(), zone);
        LocalDate until = visit.value("until").flatMap(PastPages::day).orElse(today);
        Past.Wanted wanted = wanted(visit, parameters);
        Optional<Fill> plan = Optional.empty();
        List<Explanation> troubles = List.of();
        if (visit.value("plan").isPresent()) {
            try {
                plan = Optional.of(parts.desk()
                        .backfill(
                                deployment,
                                stretch(wanted, visit),
                                true,
                                visit.visitor().name())
                        .fill());
            } catch (Failure e) {
                troubles = e instanceof ConfigurationFailure configuration
                        ? configuration.problems()
                        : List.of(e.explanation());
            }
        }
        return Optional.of(new Past(
                Year.of(all, until, zone), until, until.equals(today), parameters, wanted, plan, troubles, all));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() > 1900 && day.getYear() < 3000);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Past.Wanted wanted(Visit visit, Set<String> parameters) {
        return new Past.Wanted(
                visit.value("from").orElse(""),
                visit.value("to").orElse(""),
                visit.value("every").orElse(ONCE),
                visit.value("start").orElseGet(() -> usual(parameters, Stretch.START, List.of("from", "since"))),
                visit.value("end").orElseGet(() -> usual(parameters, Stretch.END, List.of("to", "until"))),
                visit.value("closed").isPresent(),
                visit.value("plan").isEmpty() || visit.value("missing").isPresent());
    }

    private static String usual(Set<String> parameters, String usual, List<String> others) {
        return parameters.contains(usual)
                ? usual
                : others.stream().filter(parameters::contains).findFirst().orElse(usual);
    }

    private static Stretch stretch(Past.Wanted wanted, Visit visit) {
        return new Stretch(
                wanted.from(),
                wanted.to(),
                wanted.every(),
                wanted.closed(),
                wanted.start(),
                wanted.end(),
                1,
                visit.value("missing").isPresent(),
                Asks.NOTHING,
                Optional.empty());
    }

    private Answer begin(Visit visit) {
        String name = visit.path("name");
        if (parts.store().deployments().find(name).isEmpty()) {
            throw Visit.unknown("there is no deployment " + Shown.of(name, 100));
        }
        parts.desk()
                .backfill(
                        name,
                        stretch(wanted(visit, Set.of()), visit),
                        false,
                        visit.visitor().name());
        return Templates.to("/deployments/" + RunPages.encoded(name) + "#past");
    }

    /** As the API does it. */
    private Answer act(Visit visit) {
        String path = visit.request().path();
        String deployment = "/deployments/" + RunPages.encoded(visit.path("name"));
        Answer answer = parts.api()
                .answerTo(
                        visit.visitor().caller(),
                        new Request(
                                "POST",
                                Api.ROOT + deployment + "/backfills/" + RunPages.encoded(visit.path("id"))
                                        + path.substring(path.lastIndexOf('/')),
                                "",
                                Map.of(),
                                "{}"));
        if (answer instanceof Document document && document.status() >= 400) {
            throw RunPages.refused(document);
        }
        return Templates.to(deployment + "#past");
    }
}
