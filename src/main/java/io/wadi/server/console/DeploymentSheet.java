package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.alert.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All about a deployment.
 *
 * @param upcoming its next firings, whether or not schedules are armed
 * @param parameters that its routes read, with what it gives them
 * @param key under which a double click is one run
 * @param tables of its last good runs, by name
 * @param changes of its schema, the newest first
 * @param past windows of the past; empty where its routes read none
 * @param yaml its entry, as it is in force
 */
public record DeploymentSheet(
        Words words,
        Standing standing,
        List<Instant> upcoming,
        Map<String, String> parameters,
        String key,
        List<Plot> plots,
        List<Table> tables,
        List<Change> changes,
        List<Incident> incidents,
        Optional<Past> past,
        String yaml) {
    /**
     * @param last rows of the last run that loaded it
     * @param all rows of the runs that are shown
     */
    public record Table(String name, long last, Instant at, long all, int runs) {
        public Table {
            requireNonNull(name);
            requireNonNull(at);
        }
    }

    /** New tables and columns of a run. */
    public record Change(String run, Instant at, String table, boolean isNew, List<String> columns) {
        public Change {
            requireNonNull(run);
            requireNonNull(at);
            requireNonNull(table);
            columns = List.copyOf(columns);
        }
    }

    public DeploymentSheet {
        requireNonNull(words);
        requireNonNull(standing);
        upcoming = List.copyOf(upcoming);
        parameters = new java.util.TreeMap<>(parameters);
        requireNonNull(key);
        plots = List.copyOf(plots);
        tables = List.copyOf(tables);
        changes = List.copyOf(changes);
        incidents = List.copyOf(incidents);
        requireNonNull(past);
        requireNonNull(yaml);
    }

    /** The sets of {@code alert.on}, in an order. */
    public static String words(Set<io.wadi.flow.alert.Trouble> on) {
        return on.stream()
                .map(io.wadi.flow.alert.Trouble::word)
                .sorted()
                .reduce((before, after) -> before + ", " + after)
                .orElse("nothing");
    }
}
