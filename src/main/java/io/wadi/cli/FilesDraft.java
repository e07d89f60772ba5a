package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.camel.EndpointCall;
import io.wadi.config.Secrets;
import io.wadi.extract.files.Delivery;
import io.wadi.extract.files.FileFormat;
import io.wadi.extract.files.FileReading;
import io.wadi.extract.files.FileStore;
import io.wadi.extract.files.FoundFile;
import io.wadi.extract.files.Glob;
import io.wadi.extract.sql.Survey;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Pages;
import io.wadi.server.console.Draft;
import io.wadi.server.console.From;
import io.wadi.server.console.Words;
import io.wadi.server.console.Workshop.Choice;
import io.wadi.server.console.Workshop.Table;
import io.wadi.server.console.Workshop.Tested;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files of a folder, or below an address of S3. Those whose names differ by numbers alone - days, parts - are one table:
 * {@code orders-2026-01.csv} is one of {@code orders-*.csv}.
 *
 * @param kept secrets of the project, before which come those of the draft
 */
record FilesDraft(Draft draft, From.Files files, Secrets kept) implements DraftSource {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int MOST_TABLES = 200;
    /** Of one that has to be fetched for a sample. */
    private static final long MOST_BYTES = 64L << 20;

    private static final Pattern NUMBERS = Pattern.compile(
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d+([-_.:T]?\\d+)*Z?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_ ./:@=+~%#&()*?\\[\\]!-]+");
    private static final Choice ALL = new Choice("", "all files, in place of what was there");
    private static final Choice NEW = new Choice(Draft.NEW, "each file once, when it has come");

    FilesDraft {
        requireNonNull(draft);
        requireNonNull(files);
        requireNonNull(kept);
    }

    private String pattern() {
        return DraftAddress.files(draft, files);
    }

    /** Up to the first wildcard. */
    private String folder() {
        return Glob.parse(pattern()).root();
    }

    private interface Look<T> {
        T at(List<FoundFile> found, FileStore store, FileReading reading, Deadline deadline);
    }

    /** Looks at the files that the endpoint would find, of kinds that it can read. */
    private <T> T look(String pattern, Look<T> look) {
        Delivery delivery =
                EndpointCall.files(pattern, section(), files.region(), files.endpoint(), kept.before(secrets()));
        Deadline deadline = Deadline.none();
        try (Alarm alarm = Alarm.after(
                        LIMIT,
                        () -> deadline.cancel(pattern + " takes longer than " + LIMIT.toSeconds() + " seconds"));
                FileStore store = delivery.stores().get()) {
            List<FoundFile> found = store.list(deadline).stream()
                    .filter(file -> FileFormat.of(file.path()).isPresent())
                    .toList();
            if (found.isEmpty()) {
                throw new ConfigurationFailure(
                        Explanation.of("there is no CSV, JSON or Parquet file that " + pattern + " means")
                                .fix("look at the path; **/* also means the folders below"));
            }
            return look.at(found, store, delivery.reading(), deadline);
        }
    }

    private String section() {
        return files.keyId().isEmpty() ? "" : draft.name();
    }

    @Override
    public Tested test() {
        long began = System.nanoTime();
        String holds = look(pattern(), (found, store, reading, deadline) -> holds(found));
        return new Tested(
                files.path().startsWith("s3:") ? "S3" : "The folder",
                "",
                Duration.ofNanos(System.nanoTime() - began),
                holds);
    }

    private static String holds(List<FoundFile> found) {
        return Words.many(found.size(), "file") + " of "
                + found.stream()
                        .map(file -> FileFormat.of(file.path()).orElseThrow().name())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" and "))
                + ", " + Words.bytes(found.stream().mapToLong(FoundFile::size).sum());
    }

    @Override
    public List<Table> tables() {
        String folder = folder();
        String asked = pattern().substring(folder.length());
        return look(pattern(), (found, store, reading, deadline) -> {
            Map<String, List<FoundFile>> tables = new LinkedHashMap<>();
            if (!asked.equals("*")) {
                tables.put(asked, found);
            }
            for (FoundFile file : found) {
                String like =
                        NUMBERS.matcher(file.path().substring(folder.length())).replaceAll("*");
                if (!like.equals(asked)) {
                    tables.computeIfAbsent(like, key -> new ArrayList<>()).add(file);
                }
            }
            return tables.entrySet().stream()
                    .limit(MOST_TABLES)
                    .map(each -> table(each.getKey(), each.getValue()))
                    .toList();
        });
    }

    private static Table table(String name, List<FoundFile> found) {
        Optional<String> barred =
                PLAIN.matcher(name).matches() ? Optional.empty() : Optional.of("its name takes a route by hand");
        return new Table(name, holds(found), barred.isPresent() ? List.of() : List.of(NEW, ALL), barred);
    }

    @Override
    public Survey.Sample sample(String table) {
        if (!PLAIN.matcher(table).matches()) {
            throw new ConfigurationFailure(Explanation.of(table + " takes a route by hand"));
        }
        return look(folder() + table, (found, store, reading, deadline) -> {
            FoundFile first = found.get(0);
            if (!store.stays() && first.size() > MOST_BYTES) {
                throw new ConfigurationFailure(Explanation.of(
                                first.path() + " has " + Words.bytes(first.size()) + ", too much to fetch for a sample")
                        .fix("choose it without one"));
            }
            try (Pages pages =
                    reading.open(store.fetch(first, deadline), first.path(), store.stays(), deadline, warning -> {})) {
                return pages.next().map(FirstRows::of).orElse(new Survey.Sample(List.of(), List.of()));
            }
        });
    }

    /** As the files are called, without what differs between them. */
    @Override
    public String resource(String table) {
        return DraftSource.plain(FileFormat.stem(table), draft.name());
    }

    @Override
    public List<Explanation> problems() {
        return draft.tables().stream().collect(Collectors.groupingBy(this::resource)).entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(each -> Explanation.of(
                                String.join(" and ", each.getValue()) + " would both be table " + each.getKey())
                        .fix("choose one, and make a deployment of its own for the other"))
                .toList();
    }

    @Override
    public String about() {
        return "Files of " + folder();
    }

    @Override
    public List<Step> steps() {
        return draft.tables().stream()
                .map(table -> new Step("wadi-files:" + resource(table), options(table)))
                .toList();
    }

    private List<String> options(String table) {
        List<String> options = new ArrayList<>();
        options.add("path: " + DraftSource.quoted("{{" + draft.name() + ".folder}}" + table));
        if (FileFormat.of(table).filter(FileFormat.JSON::equals).isPresent()) {
            options.add("dataSelector: auto");
        }
        if (!section().isEmpty()) {
            options.add("credentials: " + section());
        }
        if (!files.region().isEmpty()) {
            options.add("region: " + files.region());
        }
        if (!files.endpoint().isEmpty()) {
            options.add("endpoint: " + DraftSource.quoted(files.endpoint()));
        }
        options.add("fileColumn: true                    # a column _file: which file a row is from");
        options.add("writeDisposition: " + (draft.reads().equals(Draft.NEW) ? "append" : "replace"));
        return options;
    }

    @Override
    public String settings() {
        return "# What " + draft.name() + " reads lies below this.\n" + draft.name() + ".folder="
                + DraftSource.escaped(folder()) + "\n";
    }

    @Override
    public Map<String, String> secrets() {
        return files.keyId().isEmpty()
                ? Map.of()
                : Map.of(
                        draft.name() + ".access-key-id",
                        files.keyId(),
                        draft.name() + ".secret-access-key",
                        draft.secret());
    }
}
