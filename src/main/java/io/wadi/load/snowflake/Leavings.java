package io.wadi.load.snowflake;

import io.wadi.load.Fate;
import io.wadi.load.Leaving;
import io.wadi.load.Sweep;
import io.wadi.load.sql.Catalogue;
import io.wadi.load.sql.SqlSession;
import io.wadi.load.sql.SystemTables;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What loads of a dataset left that crashed before they tidied up: files in its stage, and tables that were to take the
 * place of others. Should a load need after all what goes, its COPY fails and nothing is lost: whoever runs again puts all
 * its files anew.
 */
final class Leavings {
    private static final String ID = "[0-9.]+";

    private final SqlSession session;
    private final String dataset;
    private final Stage stage;
    private final Sweep sweep;
    private final Map<String, String> heads = new HashMap<>();

    /** The files of a load. */
    private record Folder(String pipeline, String loadId, List<Staged> files) {
        String path() {
            return pipeline + "/" + loadId + "/";
        }

        Instant last() {
            return files.stream().map(Staged::last).max(Instant::compareTo).orElse(Instant.EPOCH);
        }
    }

    private record Staged(String path, long bytes, Instant last) {}

    private record Beside(String table, String loadId, Instant made) {}

    Leavings(SqlSession session, String dataset, Sweep sweep) {
        this.session = session;
        this.dataset = dataset;
        this.stage = new Stage(dataset);
        this.sweep = sweep;
    }

    /** What there is; what goes is gone then, unless it is only told. */
    List<Leaving> sweep() {
        Catalogue catalogue = new Books(session, dataset).catalogue();
        if (!catalogue.has(SystemTables.HEADS)) {
            return List.of();
        }
        session.query("SELECT \"PIPELINE\", \"HEAD\" FROM " + session.table(dataset, SystemTables.HEADS), row -> {
            heads.put(row.getString(1), row.getString(2));
            return true;
        });
        List<Folder> folders = folders();
        List<Beside> beside = beside();
        Set<String> loaded = loaded(folders, beside);
        List<Leaving> found = new ArrayList<>();
        folders.forEach(folder -> found.add(sweep(folder, loaded)));
        beside.forEach(table -> found.add(sweep(table, loaded)));
        return found;
    }

    private Leaving sweep(Folder folder, Set<String> loaded) {
        List<String> pipelines = heads.keySet().stream()
                .filter(name -> Stage.plain(name).equals(folder.pipeline()))
                .toList();
        Fate fate = fate(folder.loadId(), loaded, pipelines, folder.last());
        if (fate.goes() && !sweep.dry()) {
            session.query(stage.remove(folder.path()), row -> true);
        }
        long bytes = folder.files().stream().mapToLong(Staged::bytes).sum();
        int files = folder.files().size();
        return new Leaving(
                files + (files == 1 ? " file" : " files") + " of load " + folder.loadId(),
                "@" + stage.name() + "/" + folder.path(),
                bytes,
                fate.why(),
                fate.goes());
    }

    /** One whose load was committed has the rows, and nobody else does: the next load puts it into its place. */
    private Leaving sweep(Beside table, Set<String> loaded) {
        Fate fate = fate(table.loadId(), loaded, heads.keySet(), table.made());
        boolean goes = fate.goes() && fate != Fate.LOADED;
        String name = session.table(dataset, table.table());
        if (goes && !sweep.dry()) {
            session.update("DROP TABLE IF EXISTS " + name);
        }
        return new Leaving(
                "table of load " + table.loadId(),
                name,
                0,
                fate == Fate.LOADED ? "its rows are loaded: the next load puts it into its place" : fate.why(),
                goes);
    }

    private Fate fate(String loadId, Set<String> loaded, Collection<String> pipelines, Instant last) {
        boolean done = pipelines.stream().anyMatch(pipeline -> loaded.contains(pipeline + "/" + loadId));
        return Fate.of(loadId, done, pipelines.stream().map(this::head).toList(), last, sweep);
    }

    private String head(String pipeline) {
        return heads.getOrDefault(pipeline, "");
    }

    private List<Folder> folders() {
        Map<String, Folder> folders = new TreeMap<>();
        for (Staged file : session.query(
                stage.list(),
                row -> new Staged(row.getString("name"), row.getLong("size"), time(row.getString("last_modified"))))) {
            String[] steps = file.path().split("/", 4);
            // The stage itself stands first.
            if (steps.length == 4 && steps[2].matches(ID)) {
                folders.computeIfAbsent(
                                steps[1] + "/" + steps[2], key -> new Folder(steps[1], steps[2], new ArrayList<>()))
                        .files()
                        .add(file);
            }
        }
        return List.copyOf(folders.values());
    }

    /** One that cannot be read is of no use for telling that a file is old. */
    private static Instant time(String text) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }

    private List<Beside> beside() {
        return session
                .query(
                        "SELECT TABLE_NAME, CREATED FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ?"
                                + " AND STARTSWITH(TABLE_NAME, ?) ORDER BY TABLE_NAME",
                        row -> {
                            String name = row.getString(1);
                            return new Beside(
                                    name,
                                    Renewal.loadId(name.toLowerCase(Locale.ROOT))
                                            .orElse(""),
                                    session.instant(row, 2));
                        },
                        SnowflakeDialect.folded(dataset),
                        SnowflakeDialect.folded(Renewal.BESIDE))
                .stream()
                .filter(table -> !table.loadId().isEmpty())
                .toList();
    }

    private Set<String> loaded(List<Folder> folders, List<Beside> beside) {
        Set<String> ids = new TreeSet<>();
        folders.forEach(folder -> ids.add(folder.loadId()));
        beside.forEach(table -> ids.add(table.loadId()));
        if (ids.isEmpty()) {
            return Set.of();
        }
        String in = ids.stream().map(SnowflakeDialect::text).collect(Collectors.joining(", "));
        return Set.copyOf(session.query(
                "SELECT DISTINCT \"PIPELINE\", \"LOAD_ID\" FROM " + session.table(dataset, SystemTables.RECEIPTS)
                        + " WHERE \"LOAD_ID\" IN (" + in + ")",
                row -> row.getString(1) + "/" + row.getString(2)));
    }
}
