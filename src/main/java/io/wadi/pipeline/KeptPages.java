package io.wadi.pipeline;

import static java.util.Objects.requireNonNull;

import io.wadi.journal.JournalReader;
import io.wadi.journal.JournalWriter;
import io.wadi.journal.Positions;
import io.wadi.journal.Positions.Position;
import io.wadi.model.FileLedger;
import io.wadi.model.TerminalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier attempt has in the journal of a resource, up to the last place from which it can be gone on.
 *
 * @param whole whether it had come to the resource's end
 * @param positions until there
 */
record KeptPages(Path journal, boolean whole, List<Position> positions, JournalReader pages) {
    KeptPages {
        requireNonNull(journal);
        positions = List.copyOf(positions);
        requireNonNull(pages);
    }

    /** Empty where there is nothing, or nothing that can be gone on with. */
    static Optional<KeptPages> of(Path journal) {
        List<Position> all = Positions.of(journal);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        if (Files.exists(journal)) {
            return sealed(journal).map(pages -> new KeptPages(journal, true, all, pages));
        }
        return JournalReader.unsealed(journal, all.get(all.size() - 1).pages()).flatMap(pages -> {
            List<Position> reached =
                    all.stream().filter(at -> at.pages() <= pages.pages()).toList();
            if (reached.isEmpty()) {
                pages.close();
                return Optional.empty();
            }
            int last = reached.get(reached.size() - 1).pages();
            return Optional.of(new KeptPages(journal, false, reached, pages.upTo(last)));
        });
    }

    private static Optional<JournalReader> sealed(Path journal) {
        try {
            return Optional.of(new JournalReader(journal));
        } catch (TerminalFailure damaged) {
            // It is read from the source again.
            return Optional.empty();
        }
    }

    Position last() {
        return positions.get(positions.size() - 1);
    }

    /** Notes the files that were read until there. */
    void into(FileLedger files) {
        positions.forEach(position -> position.files().forEach(files::note));
        files.news();
    }

    /** The journal, to write on. */
    JournalWriter writer() {
        return JournalWriter.goOn(journal, last().pages(), last().records())
                .orElseThrow(() -> new IllegalStateException("journal " + journal + " was whole just now"));
    }
}
