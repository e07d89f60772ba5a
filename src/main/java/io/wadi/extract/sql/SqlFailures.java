package io.wadi.extract.sql;

import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What a database's errors mean, by their SQLSTATE. */
record SqlFailures(String connection, Optional<Database.Login> login) {
    /** Lost or refused connections, lack of resources, conflicts, cancelled statements, shutdown, disks. */
    private static final List<String> TRANSIENT =
            List.of("08", "53", "40", "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "58");

    /** 08004 is a login without what it takes. */
    private static final List<String> CREDENTIALS = List.of("28", "08004");

    /** Data that does not convert or divide, or that a function or constraint complains of: the database quotes it. */
    private static final List<String> DATA = List.of("22", "23", "P0", "44", "XX");

    /** DuckDB's, which has no states. */
    private static final Pattern QUOTING =
            Pattern.compile("(Conversion|Out of Range|Invalid Input|Constraint) Error.*");

    private static final String HELD = "IO Error: Could not set lock"; // DuckDB has no states

    static SqlFailures of(String connection, DataSource source) {
        return source instanceof Database database
                ? database.failures()
                : new SqlFailures(connection, Optional.empty());
    }

    /** @param place what was read, or the connection */
    Failure of(SQLException e, String place) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        String words = words(e, state);
        if (CREDENTIALS.stream().anyMatch(state::startsWith)) {
            Explanation refused = Explanation.of(
                            "connection " + connection + ": the database does not let us in: " + words)
                    .at(place);
            return new TerminalFailure(
                    login.map(who -> refused.fix("correct connection." + connection + ".user, which is " + who.user()
                                    + ", or secret " + who.section() + ".password, which is looked for in "
                                    + who.places()))
                            .orElse(refused),
                    e);
        }
        if (TRANSIENT.stream().anyMatch(state::startsWith)
                || words.startsWith(HELD)
                || e instanceof SQLTransientException
                || e instanceof SQLRecoverableException) {
            return new TransientFailure(
                    Explanation.of("connection " + connection + " broke or cannot be had: " + words)
                            .at(place)
                            .fix("see whether the database is up, then run again; nothing was loaded"),
                    e);
        }
        return new TerminalFailure(
                Explanation.of("connection " + connection + ": the database refuses the query: " + words)
                        .at(place)
                        .fix("correct the options of the endpoint, or the rights of the user"),
                e);
    }

    private static String words(SQLException e, String state) {
        String code = state.isEmpty() ? "" : " (SQLSTATE " + state + ")";
        String message = e.getMessage();
        String first =
                message == null ? "no message" : message.lines().findFirst().orElse("");
        if (DATA.stream().anyMatch(state::startsWith) || QUOTING.matcher(first).matches()) {
            return "a value cannot be converted or computed" + code;
        }
        String host = e.getCause() instanceof UnknownHostException unknown ? " host " + unknown.getMessage() : "";
        return first + host + code;
    }
}
