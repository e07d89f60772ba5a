package io.wadi.flow.alert;

import io.wadi.flow.Deployment;
import io.wadi.flow.alert.Notice.Fact;
import io.wadi.flow.alert.Notice.Mood;
import io.wadi.flow.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people are told of a deployment, in their time zone. */
record Words(Deployment deployment, Instant now) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int MOST_NAMES = 12;

    /** A run that ended badly. */
    Notice bad(Trouble trouble, Run run, Optional<Why> said) {
        String how = switch (trouble) {
            case CRASHED -> " crashed";
            case INTERRUPTED -> " crashed, and goes on";
            case TIMED_OUT -> " timed out";
            default -> " failed";
        };
        Why why = said.orElse(Why.of(run.reason().isEmpty() ? "nothing more is known" : run.reason()));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("why", why.what()));
        why.at().ifPresent(at -> facts.add(new Fact("at", at)));
        why.safe().filter(safe -> !safe.isBlank()).ifPresent(safe -> facts.add(new Fact("safe", safe)));
        why.fix().ifPresent(fix -> facts.add(new Fact("do", fix)));
        facts.add(new Fact(
                "run",
                "attempt " + run.attempt() + " of " + run.order().attempts() + ", pipeline " + deployment.pipeline()
                        + ", triggered by " + run.order().trigger().word()));
        facts.add(new Fact(
                "rows",
                number(run.tally().rows()) + " loaded, " + number(run.tally().records()) + " records extracted"));
        return alert(trouble, how, Optional.of(run), facts);
    }

    Notice late(Run run, String reason) {
        return alert(
                Trouble.LATE,
                " is late",
                Optional.of(run),
                List.of(
                        new Fact("due", time(run.order().due()) + ", and has not begun"),
                        new Fact("why", reason.isEmpty() ? "no node has taken it" : reason)));
    }

    Notice missed(Instant due) {
        return alert(
                Trouble.LATE,
                " is late",
                Optional.empty(),
                List.of(
                        new Fact("due", time(due) + ", and there is no run for it"),
                        new Fact("do", "look whether the server that fires schedules runs: ./wadi runs")));
    }

    Notice noSuccess(Duration every, Instant lastGood, boolean ever) {
        return alert(
                Trouble.NO_SUCCESS,
                " has had no success for " + span(Duration.between(lastGood, now)),
                Optional.empty(),
                List.of(
                        new Fact("expected", "a good run every " + span(every)),
                        new Fact(
                                "last good", ever ? time(lastGood) : "none since it was deployed, " + time(lastGood))));
    }

    Notice noRows(Run run, Optional<Figures> figures) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("rows", "0; " + number(run.tally().records()) + " records extracted"));
        figures.ifPresent(usual -> facts.add(new Fact("usual", usual.text())));
        return alert(Trouble.ZERO_ROWS, " loaded no rows", Optional.of(run), facts);
    }

    Notice rows(Run run, Figures usual) {
        long rows = run.tally().rows();
        return alert(
                Trouble.ROWS,
                " loaded far " + (rows > usual.median() ? "more" : "fewer") + " rows than usual",
                Optional.of(run),
                List.of(new Fact("rows", number(rows)), new Fact("usual", usual.text())));
    }

    Notice schema(Run run, List<Alerts.Grown> grown) {
        List<Fact> facts = new ArrayList<>();
        List<String> tables = grown.stream()
                .filter(Alerts.Grown::isNew)
                .map(Alerts.Grown::table)
                .toList();
        if (!tables.isEmpty()) {
            facts.add(new Fact("new tables", names(tables)));
        }
        List<Alerts.Grown> wider = grown.stream().filter(each -> !each.isNew()).toList();
        wider.stream()
                .limit(MOST_NAMES / 2)
                .forEach(each -> facts.add(new Fact("new in " + each.table(), names(each.columns()))));
        if (wider.size() > MOST_NAMES / 2) {
            facts.add(new Fact("and", wider.size() - MOST_NAMES / 2 + " more tables with new columns"));
        }
        return alert(Trouble.SCHEMA, ": its schema changed", Optional.of(run), facts);
    }

    /** @param run that brought it; none where time did */
    Notice recovered(Incident incident, Optional<Run> run) {
        String how = switch (incident.trouble()) {
            case LATE -> " is no longer late";
            case ZERO_ROWS -> " loads rows again";
            default -> " succeeds again";
        };
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "was",
                incident.trouble().word() + " since " + time(incident.opened())
                        + (incident.count() > 1 ? ", in " + incident.count() + " runs" : "")));
        run.ifPresent(good -> facts.add(new Fact("rows", number(good.tally().rows()))));
        return notice(Mood.RECOVERY, incident.trouble(), how, run, facts);
    }

    private Notice alert(Trouble trouble, String how, Optional<Run> run, List<Fact> facts) {
        return notice(Mood.ALERT, trouble, how, run, facts);
    }

    private Notice notice(Mood mood, Trouble trouble, String how, Optional<Run> run, List<Fact> facts) {
        List<Fact> all = new ArrayList<>(facts);
        all.add(run.map(one -> new Fact("look", "./wadi run show " + one.id()))
                .orElse(new Fact("look", "./wadi runs")));
        return new Notice(
                mood,
                deployment.name(),
                Optional.of(trouble),
                deployment.name() + how,
                run.map(Run::id),
                now.toString(),
                all);
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(deployment.zone())) + " ("
                + deployment.zone().getId() + ")";
    }

    private static String span(Duration time) {
        long minutes = time.toMinutes();
        return minutes < 60
                ? minutes + "m"
                : minutes % 60 == 0 ? minutes / 60 + "h" : minutes / 60 + "h" + minutes % 60 + "m";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String names(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }
}
