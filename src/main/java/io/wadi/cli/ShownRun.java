package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.config.TimeSpan;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Tally;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stations;
import io.wadi.server.RunJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run with all that is known of it: what went wrong and what to do first. */
record ShownRun(
        Run run,
        List<RunBook.Step> steps,
        List<RunBook.Ending> endings,
        List<RunBook.TableRows> tables,
        List<Stations.Stretch> stations,
        Map<String, Long> packed,
        LocalTimes times) {
    ShownRun {
        requireNonNull(run);
        steps = List.copyOf(steps);
        endings = List.copyOf(endings);
        tables = List.copyOf(tables);
        stations = List.copyOf(stations);
        packed = new TreeMap<>(packed);
        requireNonNull(times);
    }

    static ShownRun of(Run run, RunStore store, LocalTimes times) {
        RunBook book = store.runs();
        return new ShownRun(
                run,
                book.steps(run.id()),
                book.endings(run.id()),
                book.tables(run.id()),
                store.stations().of(run.id()),
                store.stations().packed(run.id()),
                times);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(RunText.state(run.state()) + ": " + run.order().name() + ", run " + run.id());
        if (!run.reason().isEmpty()) {
            lines.add("  " + RunText.plain(run.reason()));
        }
        trouble(lines);
        lines.add("");
        facts(lines);
        lines.add("");
        lines.add("states");
        steps.forEach(step -> lines.add(line(step)));
        section(lines, "attempts", endings.stream().map(this::line).toList());
        section(lines, "stations", stations.stream().map(this::line).toList());
        section(
                lines,
                "ready to be loaded",
                run.state().isGood()
                        ? List.of()
                        : packed.entrySet().stream()
                                .map(each -> RunText.plain(String.format(
                                        Locale.ROOT, "  %-32s %s", each.getKey(), count(each.getValue(), "row"))))
                                .toList());
        section(lines, "tables", tables.stream().map(ShownRun::line).toList());
        return lines;
    }

    /** Of the attempt that ended the run, or of the last one while another is to come. */
    private Optional<JsonNode> failure() {
        return run.state().isGood() || endings.isEmpty()
                ? Optional.empty()
                : endings.get(endings.size() - 1).failure().map(RunJson::read);
    }

    private void trouble(List<String> lines) {
        failure().ifPresent(failure -> {
            for (JsonNode problem : failure.path("problems")) {
                if (!problem.path("what").asText().equals(run.reason())) {
                    lines.add("  " + RunText.plain(problem.path("what").asText()));
                }
                said(lines, problem, "at");
                said(lines, problem, "fix");
            }
            said(lines, failure, "safe");
        });
        if (run.state().mayBeRetried()) {
            lines.add("  next   ./wadi run retry " + run.id());
        } else if (run.state() == RunState.PAUSED) {
            lines.add("  next   ./wadi run resume " + run.id());
        }
    }

    private static void said(List<String> lines, JsonNode node, String word) {
        String text = node.path(word).asText();
        if (!text.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "  %-6s %s", word, RunText.plain(text)));
        }
    }

    private void facts(List<String> lines) {
        Order order = run.order();
        fact(lines, "pipeline", order.pipeline());
        fact(lines, "by", order.trigger().word() + (order.by().isEmpty() ? "" : ", " + order.by()));
        order.key().ifPresent(key -> fact(lines, "key", key));
        fact(lines, "due", times.exact(order.due()));
        run.started().ifPresent(at -> fact(lines, "began", times.exact(at) + ", " + times.relative(at)));
        RunText.took(run, times.now()).ifPresent(span -> fact(lines, "took", span));
        run.again().ifPresent(at -> fact(lines, "next try", times.exact(at) + ", " + times.relative(at)));
        fact(lines, "attempt", run.attempt() + ", and " + run.attemptsLeft() + " left");
        run.node().ifPresent(node -> fact(lines, "node", node));
        fact(
                lines,
                "parameters",
                new TreeMap<>(order.asks().parameters())
                        .entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining(", ")));
        fact(lines, "resources", String.join(", ", order.asks().resources()));
        order.asks().destination().ifPresent(where -> fact(lines, "destination", where));
        Tally tally = run.tally();
        if (!tally.equals(Tally.NOTHING)) {
            fact(lines, "extracted", count(tally.records(), "record"));
            fact(
                    lines,
                    "loaded",
                    count(tally.rows(), "row") + (tally.bytes() > 0 ? ", " + megabytes(tally.bytes()) : ""));
            tally.loadId().ifPresent(id -> fact(lines, "load", id));
            fact(lines, "cpu", TimeSpan.text(tally.cpu()) + ", memory " + megabytes(tally.memory()));
        }
    }

    private static void fact(List<String> lines, String label, String text) {
        if (!text.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "  %-11s %s", label, RunText.plain(text)));
        }
    }

    private static void section(List<String> lines, String title, List<String> of) {
        if (!of.isEmpty()) {
            lines.add("");
            lines.add(title);
            lines.addAll(of);
        }
    }

    private String line(RunBook.Step step) {
        String attempt = step.attempt() > 0 ? ", attempt " + step.attempt() : "";
        String why = step.reason().isEmpty() ? "" : ": " + step.reason();
        return RunText.plain("  " + times.exact(step.at()) + "  " + step.state().word() + attempt
                + step.node().map(node -> " on " + node).orElse("") + why);
    }

    private String line(RunBook.Ending ending) {
        String how = ending.failure()
                .map(RunJson::read)
                .map(failure -> failure.path("outcome").asText("failed") + ": "
                        + failure.path("problems").path(0).path("what").asText())
                .orElseGet(() -> ending.report()
                        .map(text -> RunJson.read(text).path("outcome").asText("done"))
                        .orElse("broken off"));
        return RunText.plain("  " + ending.attempt() + "  " + times.exact(ending.at()) + "  " + how);
    }

    private String line(Stations.Stretch stretch) {
        return String.format(
                Locale.ROOT,
                "  %d  %-9s  %s  %s",
                stretch.attempt(),
                stretch.station(),
                times.exact(stretch.from()),
                TimeSpan.text(Duration.between(stretch.from(), stretch.to())));
    }

    private static String line(RunBook.TableRows table) {
        String deleted = table.deleted() == 0 ? "" : ", " + count(table.deleted(), "row") + " deleted";
        String columns = table.newColumns().isEmpty() ? "" : ", new columns " + String.join(", ", table.newColumns());
        return RunText.plain(String.format(Locale.ROOT, "  %-32s %s", table.name(), count(table.rows(), "row"))
                + deleted
                + (table.isNew() ? ", new table" : "")
                + columns);
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
}
