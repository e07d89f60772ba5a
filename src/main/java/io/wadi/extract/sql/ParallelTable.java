package io.wadi.extract.sql;

import io.wadi.model.Extraction;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** A table that several readers are wanted for: looks whether they can share it, and says so where one must do. */
record ParallelTable(SqlTable table, Extraction extraction, Snapshot snapshot, Consumer<String> warn) {
    /** The database is asked when the first page is. */
    Pages open(int readers) {
        return new Pages() {
            private Optional<Pages> pages = Optional.empty();

            @Override
            public Optional<Page> next() {
                if (pages.isEmpty()) {
                    pages = Optional.of(begin(readers));
                }
                return pages.get().next();
            }

            @Override
            public void close() {
                pages.ifPresent(Pages::close);
            }
        };
    }

    private Pages begin(int readers) {
        extraction.deadline().check();
        Optional<String> reason = reason();
        if (reason.isPresent()) {
            return one(reason.get());
        }
        try {
            Optional<Blocks.One> unfit = Blocks.unfit(snapshot.connection(), table.from());
            if (unfit.isPresent()) {
                return one(unfit.get().because());
            }
            Blocks blocks = Blocks.of(snapshot.connection(), table.from());
            return new ParallelPages(
                            table,
                            blocks,
                            stretch -> table.part(extraction, blocks.condition(stretch)),
                            table.place(),
                            snapshot,
                            extraction.deadline(),
                            warn)
                    .start(readers);
        } catch (SQLException e) {
            extraction.deadline().check();
            throw snapshot.failures().of(e, table.place());
        }
    }

    private Optional<String> reason() {
        if (table.dialect() != Dialect.POSTGRESQL) {
            return Optional.of("only PostgreSQL lets several connections see one moment");
        } else if (table.selection().ofQuery()) {
            return Optional.of("it is a query");
        } else if (table.selection().windows().isPresent()) {
            return Optional.of("it is read window by window");
        }
        return table.hints().cursor().map(cursor -> "its rows come in the order of the cursor " + cursor.path());
    }

    private Pages one(String because) {
        warn.accept(table.place() + " is read by one reader in spite of parallel: " + because);
        return table.open(extraction, snapshot, warn);
    }
}
