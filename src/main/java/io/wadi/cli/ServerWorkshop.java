package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.camel.Databases;
import io.wadi.camel.RouteCheck;
import io.wadi.config.Connections;
import io.wadi.config.DeploymentsFile;
import io.wadi.config.Nearest;
import io.wadi.config.Parameters;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.extract.sql.Database;
import io.wadi.extract.sql.Survey;
import io.wadi.extract.sql.SurveyedTable;
import io.wadi.extract.sql.TablePattern;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.Trigger;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.console.Draft;
import io.wadi.server.console.Workshop;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The project as a server's console sees it, and adds to it. */
final class ServerWorkshop implements Workshop {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)?");
    private static final Pattern CHANGES = Pattern.compile("(?i).*(updat|modif|chang).*");

    private final Surroundings surroundings;
    private final ProjectOptions project;
    private final Supplier<Optional<String>> closed;
    private final Runnable apply;
    private final Ordered ordered;

    /** Puts a run about a package into the queue. */
    interface Ordered {
        Run of(Run run, Trigger trigger, String loadId, String by);
    }

    /**
     * @param closed why nothing may be written here, while that is so
     * @param apply puts in force what was written
     * @param ordered has packages gone on with, or loaded again
     */
    ServerWorkshop(
            Surroundings surroundings,
            ProjectOptions project,
            Supplier<Optional<String>> closed,
            Runnable apply,
            Ordered ordered) {
        this.surroundings = requireNonNull(surroundings);
        this.project = requireNonNull(project);
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

    @Override
    public Tested test(Draft draft) {
        check(draft);
        if (draft.isWeb()) {
            RestProbe probe = RestProbe.of(draft);
            List<Table> lists = probe.tables();
            return new Tested(
                    "The API",
                    "",
                    probe.took(),
                    lists.isEmpty()
                            ? "there is no list of records in its answer"
                            : "records seem to be at " + lists.get(0).name());
        }
        Survey.Server server = survey(draft).server(InstantSource.system());
        String rights = server.rights()
                .map(each -> "it may read " + each.readable() + " of " + each.tables() + " tables and views")
                .orElse("what it may read was not asked");
        return new Tested(server.product() + " " + server.version(), server.user(), server.connecting(), rights);
    }

    private Survey survey(Draft draft) {
        if (!draft.isNew()) {
            Settings settings = now().settings(surroundings);
            return new Survey(
                    draft.connection(),
                    Databases.of(
                            Connections.named(draft.connection(), settings, now().secrets(surroundings)),
                            now().secrets(surroundings)),
                    Nearest::to);
        }
        DraftAddress.check(draft);
        Database.Login login = new Database.Login(
                draft.user(), draft.name(), "the password of the form", () -> Optional.of(draft.password()));
        return new Survey(
                draft.name(),
                new Database(
                        draft.name(),
                        new DraftFiles(draft, surroundings.home()).url() + "?connectTimeout=10&socketTimeout=20",
                        Optional.of(login)),
                Nearest::to);
    }

    @Override
    public List<Paging> pagings(Draft draft) {
        return draft.isWeb() ? RestProbe.of(draft).pagings() : List.of();
    }

    @Override
    public List<Table> tables(Draft draft) {
        if (draft.isWeb()) {
            return RestProbe.of(draft).tables();
        }
        return survey(draft).tables(Optional.empty(), List.of()).tables().stream()
                .map(ServerWorkshop::table)
                .toList();
    }

    private static Table table(SurveyedTable table) {
        String name = table.name().toString();
        Optional<String> barred = table.barred()
                ? Optional.of("its user may not read it")
                : Optional.of("its name takes a route by hand")
                        .filter(text -> !PLAIN.matcher(name).matches());
        List<String> cursors = table.columns().stream()
                .filter(column -> !table.primaryKey().isEmpty()
                        && column.type().toLowerCase(Locale.ROOT).startsWith("timestamp")
                        && PLAIN.matcher(column.becomes().name()).matches()
                        && CHANGES.matcher(column.becomes().name()).matches())
                .map(column -> column.becomes().name())
                .toList();
        return new Table(name, table.rows(), table.columns().size(), table.primaryKey(), cursors, barred);
    }

    @Override
    public Sample sample(Draft draft, String table) {
        if (draft.isWeb()) {
            return new MaskedSample(now().settings(surroundings).privacy().policy())
                    .of(draft.name(), table, RestProbe.of(draft).sample(table));
        }
        TablePattern pattern = TablePattern.list(table).get(0);
        return new MaskedSample(now().settings(surroundings).privacy().policy())
                .of(draft.name(), table, survey(draft).sample(pattern.name(), MaskedSample.ROWS, MaskedSample.LONGEST));
    }

    @Override
    public Plan plan(Draft draft) {
        check(draft);
        List<Table> found = tables(draft);
        List<Explanation> problems = new ArrayList<>();
        if (draft.isWeb() && draft.tables().size() > 1) {
            problems.add(Explanation.of("an answer has its records at one place")
                    .fix("choose one, and make a deployment of its own for the other"));
        }
        for (String name : draft.tables()) {
            Optional<Table> table =
                    found.stream().filter(each -> each.name().equals(name)).findFirst();
            if (table.isEmpty() || table.get().barred().isPresent()) {
                problems.add(Explanation.of("table " + name + " cannot be read").fix("choose others"));
            } else if (!draft.cursor().isEmpty() && !table.get().cursors().contains(draft.cursor())) {
                problems.add(Explanation.of("table " + name + " has no primary key, or no column " + draft.cursor())
                        .fix("read all of its rows, or make a deployment of its own for it"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        draft.schedule();
        return new Plan(
                draft.deployment(),
                new DraftFiles(draft, surroundings.home()).patch(),
                List.copyOf(new DraftFiles(draft, surroundings.home()).secrets().keySet()));
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
            Path home = surroundings.home();
            boolean taken = routes.pipelines().stream()
                            .anyMatch(each -> each.name().equals(draft.name()))
                    || deployments.find(draft.name()).isPresent()
                    || deployments.find(draft.deployment()).isPresent()
                    || (draft.isNew() && connections().contains(draft.name()))
                    || (draft.isWeb()
                            && !now().settings(surroundings)
                                    .all(draft.name() + ".url")
                                    .isEmpty())
                    || new DraftFiles(draft, home)
                            .texts().keySet().stream()
                                    .filter(file -> file.endsWith(".camel.yaml"))
                                    .anyMatch(file -> Files.exists(home.resolve(file), LinkOption.NOFOLLOW_LINKS));
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
        DraftFiles files = new DraftFiles(draft, home);
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
