package io.wadi.snowflake;

import io.wadi.snowflake.Answer.Head;
import io.wadi.snowflake.Answer.StatementType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One that is under way. */
record Transaction(long session, String user, String name, Instant since) {
    private static final List<String> COLUMNS =
            List.of("id", "user", "session", "name", "started_on", "state", "scope");

    /** Nanoseconds since 1970, as Snowflake numbers them. */
    long id() {
        return since.getEpochSecond() * 1_000_000_000 + since.getNano() + session;
    }

    /** SHOW TRANSACTIONS: those of the user. */
    static Answer show(Session asking) {
        List<List<String>> rows = new ArrayList<>();
        asking.world().sessions().stream()
                .flatMap(session -> session.transaction().stream())
                .filter(transaction -> transaction.user().equals(asking.user()))
                .sorted(Comparator.comparing(Transaction::id))
                .forEach(transaction -> rows.add(List.of(
                        String.valueOf(transaction.id()),
                        transaction.user(),
                        String.valueOf(transaction.session()),
                        transaction.name(),
                        transaction.since().toString(),
                        "running",
                        "0")));
        Answer texts = Answer.text(StatementType.SHOW, COLUMNS, rows);
        List<Head> heads = new ArrayList<>(texts.columns());
        heads.set(0, new Head("id", SnowType.of(SnowType.Kind.NUMBER)));
        return new Answer(StatementType.SHOW, heads, texts.rows(), Optional.empty());
    }
}
