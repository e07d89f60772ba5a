package io.wadi.load.snowflake;

import io.wadi.load.sql.SqlSession;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.LoadPackage;
import io.wadi.model.TransientFailure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Transactions have the names of their loads, so that whoever waits for one can be told which. Wadi ends none but its own:
 * whether a client is dead is not to be seen from here, and what it sends after its transaction was ended commits by itself.
 */
record Transactions(SqlSession session) {
    private static final String PREFIX = "WADI_";
    /** Names have 255 characters. */
    private static final int LONGEST = 200;

    private record Open(String id, String name, String since) {}

    static String begin(LoadPackage load) {
        String pipeline =
                load.pipeline().substring(0, Math.min(LONGEST, load.pipeline().length()));
        return "BEGIN NAME " + PREFIX
                + (pipeline + "_" + load.loadId())
                        .replaceAll("[^A-Za-z0-9]", "_")
                        .toUpperCase(Locale.ROOT);
    }

    /** The same failure, with the loads whose transactions are open, and how each is ended. */
    Failure explained(Held e) {
        List<Open> open;
        try {
            open = session
                    .query(
                            "SHOW TRANSACTIONS",
                            row -> new Open(
                                    row.getString("id"),
                                    String.valueOf(row.getString("name")),
                                    row.getString("started_on")))
                    .stream()
                    .filter(transaction -> transaction.name().startsWith(PREFIX))
                    .toList();
        } catch (Failure another) {
            e.addSuppressed(another);
            return e;
        }
        if (open.isEmpty()) {
            return e;
        }
        Explanation told = e.explanation();
        Explanation explanation = Explanation.of(told.what() + "; open are "
                        + open.stream()
                                .map(transaction -> transaction.name() + " since " + transaction.since())
                                .collect(Collectors.joining(", ")))
                .fix("run again when it is done. If its process is dead: "
                        + open.stream()
                                .map(transaction -> "SELECT SYSTEM$ABORT_TRANSACTION(" + transaction.id() + "); -- "
                                        + transaction.name())
                                .collect(Collectors.joining(" ")));
        return new TransientFailure(told.at().map(explanation::at).orElse(explanation), e);
    }
}
