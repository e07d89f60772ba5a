package io.wadi.pipeline;

import io.wadi.journal.JournalWriter;
import io.wadi.mask.MaskedPages;
import io.wadi.mask.Masking;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Deadline;
import io.wadi.model.DeletedRows;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Hints;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.WriteDisposition;
import io.wadi.normalise.Naming;
import io.wadi.pack.KeyJournal;
import io.wadi.pack.PackageDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All keys that the source of a resource has, masked as its records are, into a journal: what others have is to go. */
record KeyReading(RunSettings settings, Target target, PackageDirectory directory, Deadline deadline) {
    private static final Set<MergeStrategy> KEEPING =
            EnumSet.of(MergeStrategy.SCD2, MergeStrategy.INSERT_ONLY, MergeStrategy.CDC);

    /** @param place of the resource among all, from 0 */
    KeyJournal read(Resource resource, DeletedRows deleted, int place, Extraction extraction) {
        Hints hints = resource.hints();
        Naming naming = new Naming(target.maxIdentifier());
        Path journal = directory.keys(place + 1, resource.name());
        try (Pages pages = new MaskedPages(
                        () -> deleted.keys().open(extraction), new Masking(hints.masks(), settings.maskKey()));
                JournalWriter writer = new JournalWriter(journal)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                deadline.check();
                writer.append(page.get());
            }
            long records = writer.records();
            return new KeyJournal(
                    table(resource, naming),
                    hints.primaryKey().stream().map(naming::path).toList(),
                    String.valueOf(journal.getFileName()),
                    records,
                    writer.seal(),
                    deleted.most());
        }
    }

    private static String table(Resource resource, Naming naming) {
        return naming.path(resource.hints().table().orElse(resource.name()));
    }

    /**
     * Before anything is read.
     *
     * @throws ConfigurationFailure when keys cannot tell which stored rows a source no longer has
     */
    static void check(Source source, Target target) {
        Naming naming = new Naming(target.maxIdentifier());
        List<Explanation> problems = new ArrayList<>();
        source.resources().stream().filter(r -> r.deleted().isPresent()).forEach(resource -> {
            String at = "resource " + resource.name() + " of source " + source.name();
            problems(resource).forEach(problem -> problems.add(problem.at(at)));
            String table = table(resource, naming);
            source.resources().stream()
                    .filter(other -> !other.name().equals(resource.name())
                            && table(other, naming).equals(table))
                    .forEach(other -> problems.add(problem(
                                    "resource " + other.name() + " loads into table " + table
                                            + ", too, and its rows would be deleted",
                                    "give it a table of its own, or say deletedRows: keep")
                            .at(at)));
            if (!target.destination().deletesByKeys()) {
                problems.add(problem(
                                target.destination().describe() + " cannot delete rows by the keys of their source",
                                "say deletedRows: keep, or load into DuckDB or Snowflake")
                        .at(at));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
    }

    private static List<Explanation> problems(Resource resource) {
        Hints hints = resource.hints();
        List<Explanation> problems = new ArrayList<>();
        if (hints.disposition() != WriteDisposition.MERGE) {
            problems.add(problem(
                    "its writeDisposition is " + hints.disposition().word() + ", which finds no row by its key",
                    "say writeDisposition: merge"));
        } else if (hints.writing().merge().strategy().filter(KEEPING::contains).isPresent()) {
            problems.add(problem(
                    "its mergeStrategy is "
                            + hints.writing().merge().effective().word(),
                    "say delete-insert or upsert, for other strategies have rules of their own"));
        }
        if (hints.primaryKey().isEmpty()) {
            problems.add(problem("it has no primary key", "say which columns are one: primaryKey"));
        }
        if (hints.cursor().flatMap(Cursor::end).isPresent()) {
            problems.add(problem("cursor.end reads a range for its own sake", "leave one of them out"));
        }
        return problems;
    }

    private static Explanation problem(String what, String fix) {
        return Explanation.of("deletedRows: delete, but " + what).fix(fix);
    }
}
