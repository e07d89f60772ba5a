package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.schedule.Schedule;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.server.Answer;
import io.wadi.server.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A new deployment in five steps. What was said so far travels in the form; each step works without scripts. */
public final class NewPages {
    private static final int FIRINGS = 5;

    /** The steps, in their order. */
    public enum Step {
        SOURCE("Source"),
        DESTINATION("Destination"),
        TABLES("Tables"),
        SCHEDULE("Schedule"),
        REVIEW("Review");

        private final String title;

        Step(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Step before() {
            return switch (this) {
                case SOURCE, DESTINATION -> SOURCE;
                case TABLES -> DESTINATION;
                case SCHEDULE -> TABLES;
                case REVIEW -> SCHEDULE;
            };
        }

        static Step of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElse(SOURCE);
        }
    }

    /**
     * @param key of the password that is kept meanwhile
     * @param troubles why it does not go on
     * @param closed why nothing is written here
     */
    public record Sheet(
            Words words,
            Step step,
            Draft draft,
            String key,
            List<String> connections,
            List<Explanation> troubles,
            Optional<Workshop.Tested> tested,
            List<Workshop.Table> tables,
            List<Workshop.Choice> pagings,
            Optional<Workshop.Sample> sample,
            List<Instant> firings,
            Optional<Workshop.Plan> plan,
            Optional<String> closed) {
        public Sheet {
            requireNonNull(words);
            requireNonNull(step);
            requireNonNull(draft);
            requireNonNull(key);
            connections = List.copyOf(connections);
            troubles = List.copyOf(troubles);
            requireNonNull(tested);
            tables = List.copyOf(tables);
            pagings = List.copyOf(pagings);
            requireNonNull(sample);
            firings = List.copyOf(firings);
            requireNonNull(plan);
            requireNonNull(closed);
        }

        /** What of the tables each run may read. */
        public List<Workshop.Choice> reads() {
            return tables.stream()
                    .flatMap(table -> table.reads().stream())
                    .distinct()
                    .toList();
        }
    }

    private final Console.Parts parts;
    private final Desktop desktop;
    private final Drafts drafts = new Drafts();

    NewPages(Console.Parts parts, Desktop desktop) {
        this.parts = parts;
        this.desktop = desktop;
    }

    List<Route> routes() {
        return List.of(
                Route.page("/new", Role.EDITOR, visit -> show(visit, Step.SOURCE, draft(visit), "", List.of())),
                Route.action("/new/connect", Role.EDITOR, "connect to a source", this::connect),
                Route.action("/new/step", Role.EDITOR, "", this::step),
                Route.action("/new/sample", Role.EDITOR, "look at a sample", this::sample),
                Route.action("/new/patch", Role.EDITOR, "", this::patch),
                Route.action("/new/save", Role.EDITOR, "make a deployment", this::save));
    }

    private Draft draft(Visit visit) {
        String key = visit.values().getOrDefault("draft", "");
        return Draft.of(
                visit.values(),
                drafts.password(key, visit.visitor().name(), parts.clock().instant()));
    }

    private Answer connect(Visit visit) {
        String key = parts.secrets().get();
        String secret = From.secret(visit.values());
        drafts.keep(key, visit.visitor().name(), secret, parts.clock().instant());
        Draft draft = Draft.of(visit.values(), secret);
        try {
            Workshop.Tested tested = parts.workshop().test(draft);
            return page(visit, sheet(Step.DESTINATION, draft, key, List.of(), Optional.of(tested), Optional.empty()));
        } catch (Failure e) {
            return show(visit, Step.SOURCE, draft, key, problems(e));
        }
    }

    /** Where the button says; where that cannot be shown, the step before it says why. */
    private Answer step(Visit visit) {
        Step wanted = Step.of(visit.value("to").orElse(""));
        Draft draft = draft(visit);
        String key = visit.values().getOrDefault("draft", "");
        if (wanted.compareTo(Step.TABLES) > 0 && draft.tables().isEmpty()) {
            return show(
                    visit,
                    Step.TABLES,
                    draft,
                    key,
                    List.of(Explanation.of("no table is chosen").fix("tick one")));
        }
        try {
            return show(visit, wanted, draft, key, List.of());
        } catch (Failure e) {
            return show(visit, wanted == Step.SCHEDULE ? wanted : wanted.before(), draft, key, problems(e));
        }
    }

    private Answer sample(Visit visit) {
        Draft draft = draft(visit);
        String key = visit.values().getOrDefault("draft", "");
        try {
            Workshop.Sample sample =
                    parts.workshop().sample(draft, visit.value("sample").orElse(""));
            return page(visit, sheet(Step.TABLES, draft, key, List.of(), Optional.empty(), Optional.of(sample)));
        } catch (Failure e) {
            return show(visit, Step.TABLES, draft, key, problems(e));
        }
    }

    private Answer patch(Visit visit) {
        Workshop.Plan plan = parts.workshop().plan(draft(visit));
        return new Answer.Page(
                200,
                Map.of(
                        "Content-Type",
                        "text/plain; charset=utf-8",
                        "Content-Disposition",
                        "attachment; filename=\"" + plan.deployment().replaceAll("[^a-z0-9-]", "_") + ".patch\""),
                plan.patch().getBytes(StandardCharsets.UTF_8));
    }

    private Answer save(Visit visit) {
        Draft draft = draft(visit);
        try {
            parts.workshop().save(draft);
        } catch (Failure e) {
            return show(visit, Step.REVIEW, draft, visit.values().getOrDefault("draft", ""), problems(e));
        }
        return Templates.to("/deployments/" + RunPages.encoded(draft.deployment()));
    }

    private Answer show(Visit visit, Step step, Draft draft, String key, List<Explanation> troubles) {
        return page(visit, sheet(step, draft, key, troubles, Optional.empty(), Optional.empty()));
    }

    private Answer page(Visit visit, Sheet sheet) {
        return desktop.page(visit, "New deployment", "deployments", "new", false, sheet);
    }

    private Sheet sheet(
            Step step,
            Draft draft,
            String key,
            List<Explanation> troubles,
            Optional<Workshop.Tested> tested,
            Optional<Workshop.Sample> sample) {
        Words words = parts.words();
        return new Sheet(
                words,
                step,
                draft,
                key,
                step == Step.SOURCE ? parts.workshop().connections() : List.of(),
                troubles,
                tested,
                step == Step.TABLES ? parts.workshop().tables(draft) : List.of(),
                step == Step.TABLES ? parts.workshop().pagings(draft) : List.of(),
                sample,
                firings(step, draft, words, troubles),
                step == Step.REVIEW ? Optional.of(parts.workshop().plan(draft)) : Optional.empty(),
                parts.workshop().closed());
    }

    private static List<Instant> firings(Step step, Draft draft, Words words, List<Explanation> troubles) {
        boolean shown = step == Step.SCHEDULE || step == Step.REVIEW;
        return shown && troubles.isEmpty()
                ? Schedule.preview(List.of(draft.schedule()), words.now(), FIRINGS)
                : List.of();
    }

    private static List<Explanation> problems(Failure failure) {
        return failure instanceof ConfigurationFailure configuration
                ? configuration.problems()
                : List.of(failure.explanation());
    }
}
