package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.camel.RouteCheck;
import io.wadi.config.DeploymentsFile;
import io.wadi.config.Parameters;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Transport;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.Trigger;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.console.Draft;
import io.wadi.server.console.From;
import io.wadi.server.console.Workshop;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The project as a server's console sees it, and adds to it. */
final class ServerWorkshop implements Workshop {
    private final Surroundings surroundings;
    private final ProjectOptions project;
    private final Transport http;
    private final Supplier<Optional<String>> closed;
    private final Runnable apply;
    private final Ordered ordered;

    /** Puts a run about a package into the queue. */
    interface Ordered {
        Run of(Run run, Trigger trigger, String loadId, String by);
    }

    /**
     * @param http asks APIs that somebody types the address of
     * @param closed why nothing may be written here, while that is so
     * @param apply puts in force what was written
     * @param ordered has packages gone on with, or loaded again
     */
    ServerWorkshop(
            Surroundings surroundings,
            ProjectOptions project,
            Transport http,
            Supplier<Optional<String>> closed,
            Runnable apply,
            Ordered ordered) {
        this.surroundings = requireNonNull(surroundings);
        this.project = requireNonNull(project);
        this.http = requireNonNull(http);
        this.closed = requireNonNull(closed);
        this.apply = requireNonNull(apply);
        this.ordered = requireNonNull(ordered);
    }

    private ProjectOptions now() {
        return project.ofRun(Optional.empty(), Map.of());
    }

    @Override
    public Optional<Packed> packed(String run) {
        return new PackageOfRun(project.work.directory(surroundings)).of(run);
    }

    @Override
    public String again(Run run, Trigger trigger, String by) {
        return new Again(surroundings, now())
                .check(run, trigger)
                .map(loadId -> ordered.of(run, trigger, loadId, by).id())
                .orElse("");
    }

    @Override
    public Set<String> parameters(String pipeline) {
        return Parameters.of(now().routes(surroundings), pipeline, project.settings(surroundings));
    }

    @Override
    public List<String> connections() {
        return ServerSwitchboard.names(now().settings(surroundings));
    }

    @Override
    public Optional<String> closed() {
        return closed.get();
    }

    private DraftSource source(Draft draft) {
        ProjectOptions now = now();
        if (draft.from() instanceof From.Api api) {
            return new ApiDraft(draft, api, http);
        }
        return draft.from() instanceof From.Files files
                ? new FilesDraft(draft, files, now.secrets(surroundings))
                : new DatabaseDraft(draft, now.settings(surroundings), now.secrets(surroundings));
    }

    private DraftFiles files(Draft draft) {
        return new DraftFiles(draft, source(draft), surroundings.home());
    }

    @Override
    public Tested test(Draft draft) {
        check(draft);
        return source(draft).test();
    }

    @Override
    public List<Choice> pagings(Draft draft) {
        return source(draft).pagings();
    }

    @Override
    public List<Table> tables(Draft draft) {
        return source(draft).tables();
    }

    @Override
    public Sample sample(Draft draft, String table) {
        DraftSource source = source(draft);
        return new MaskedSample(now().settings(surroundings).privacy().policy())
                .of(DraftFiles.source(draft), source.resource(table), table, source.sample(table));
    }

    @Override
    public Plan plan(Draft draft) {
        check(draft);
        DraftSource source = source(draft);
        List<Table> found = source.tables();
        List<Explanation> problems = new ArrayList<>(source.problems());
        for (String name : draft.tables()) {
            Optional<Table> table = found.stream()
                    .filter(each -> each.name().equals(name) && each.barred().isEmpty())
                    .findFirst();
            if (table.isEmpty()) {
                problems.add(Explanation.of("table " + name + " cannot be read").fix("choose others"));
            } else if (table.get().reads().stream()
                    .noneMatch(each -> each.word().equals(draft.reads()))) {
                problems.add(Explanation.of("table " + name + " has no primary key, or no column " + draft.reads())
                        .fix("read all of its rows, or make a deployment of its own for it"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        draft.schedule();
        DraftFiles files = new DraftFiles(draft, source, surroundings.home());
        return new Plan(
                draft.deployment(), files.patch(), List.copyOf(files.secrets().keySet()));
    }

    /** What has the names already that would be given. */
    private void check(Draft draft) {
        List<Explanation> problems = new ArrayList<>();
        new ScaffoldName(draft.name()).problem().ifPresent(problems::add);
        if (!List.of("duckdb", "snowflake", "s3").contains(draft.destination())) {
            problems.add(Explanation.of("there is no destination " + draft.destination()));
        }
        if (problems.isEmpty()) {
            RouteFiles routes = now().routes(surroundings);
            DeploymentsFile deployments = now().deployments(surroundings);
            Settings settings = now().settings(surroundings);
            DraftFiles files = files(draft);
            boolean taken = routes.pipelines().stream()
                            .anyMatch(each -> each.name().equals(draft.name()))
                    || deployments.find(draft.name()).isPresent()
                    || deployments.find(draft.deployment()).isPresent()
                    || files.keys().stream().anyMatch(key -> !settings.all(key).isEmpty())
                    || files.texts().keySet().stream()
                            .filter(file -> file.endsWith(".camel.yaml"))
                            .anyMatch(
                                    file -> Files.exists(surroundings.home().resolve(file), LinkOption.NOFOLLOW_LINKS));
            if (taken) {
                problems.add(
                        Explanation.of("there is a pipeline, deployment or connection " + draft.name() + " already")
                                .fix("take another name: nothing is overwritten"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
    }

    @Override
    public synchronized void save(Draft draft) {
        closed().ifPresent(why -> {
            throw new ConfigurationFailure(Explanation.of(why).fix("download the patch"));
        });
        plan(draft);
        Path home = surroundings.home();
        DraftFiles files = files(draft);
        try (Edits edits = new Edits()) {
            files.texts()
                    .forEach((file, text) -> edits.write(home.resolve(file), text, Files.exists(home.resolve(file))));
            if (!files.secrets().isEmpty()) {
                secret(files, edits);
            }
            ProjectOptions written = now();
            RouteFiles routes = written.routes(surroundings);
            List<Explanation> problems =
                    new ArrayList<>(written.deployments(surroundings).problems(routes));
            problems.addAll(ValidateCommand.problems(surroundings, written, routes, Optional.of(draft.name())));
            if (!problems.isEmpty()) {
                throw new ConfigurationFailure(RouteCheck.sorted(problems));
            }
            edits.keep();
        }
        apply.run();
    }

    private void secret(DraftFiles files, Edits edits) {
        Path secrets = surroundings.home().resolve(DraftFiles.SECRETS);
        String before = files.text(DraftFiles.SECRETS);
        edits.secret(secrets, before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + files.secret());
    }
}
