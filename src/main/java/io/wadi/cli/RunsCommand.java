package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.Nearest;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.RunBook.Filter;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.RunJson;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi runs}: what ran, runs and is to run. */
@Command(
        name = "runs",
        description = "List runs, the newest first.",
        footer = {"%nExamples: ./wadi runs products-hourly", "          ./wadi runs --state Failed,Crashed,TimedOut"})
final class RunsCommand extends TellingCommand {
    private static final int WIDTH = 80;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "Only those of this deployment or pipeline.")
    Optional<String> name = Optional.empty();

    @Option(names = "--state", split = ",", paramLabel = "STATE", description = "Only those in these states.")
    List<String> states = List.of();

    @Option(names = "-n", paramLabel = "NUMBER", defaultValue = "20", description = "How many (${DEFAULT-VALUE}).")
    int count;

    @Option(names = "--before", paramLabel = "ID", description = "Only those that are older than this run.")
    Optional<String> before = Optional.empty();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        if (count < 1 || count > Filter.MOST) {
            throw new ConfigurationFailure(Explanation.of("-n is " + count)
                    .fix("from 1 to " + Filter.MOST + "; --before ID shows those that are older"));
        }
        Set<RunState> wanted = EnumSet.noneOf(RunState.class);
        states.forEach(word -> wanted.add(state(word.strip())));
        try (RunStore store = StoreSettings.of(surroundings(), project).open()) {
            Optional<String> older = before.map(id -> RunFinder.one(store, id).id());
            List<Run> runs = store.runs().list(new Filter(name, wanted, older, count));
            if (runs.isEmpty()) {
                name.ifPresent(given -> project.deployment(surroundings(), given)); // an unknown name says so
            }
            tell(runs);
            return Console.DONE;
        }
    }

    private static RunState state(String word) {
        List<String> words = Stream.of(RunState.values()).map(RunState::word).toList();
        return Stream.of(RunState.values())
                .filter(each -> each.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new ConfigurationFailure(Explanation.of("--state is '" + word + "'")
                        .fix(Nearest.to(word, words)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("it is one of " + String.join(", ", words)))));
    }

    private void tell(List<Run> runs) {
        Console console = console();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode all = root.putArray("runs");
        runs.forEach(run -> all.add(RunJson.summary(run)));
        console.json(root);
        if (runs.isEmpty()) {
            console.line("no runs" + name.map(given -> " of " + given).orElse("")
                    + (states.isEmpty() ? "" : " in these states")
                    + before.map(id -> " before " + id).orElse(""));
            return;
        }
        new RunTable(LocalTimes.here(), width()).of(runs).forEach(console::line);
        if (runs.size() == count) {
            console.line("older ones: --before " + runs.get(runs.size() - 1).id());
        }
    }

    private int width() {
        return surroundings()
                .variable("COLUMNS")
                .filter(text -> text.matches("[1-9]\\d{1,3}"))
                .map(Integer::parseInt)
                .map(columns -> Math.max(WIDTH, columns))
                .orElse(WIDTH);
    }
}
