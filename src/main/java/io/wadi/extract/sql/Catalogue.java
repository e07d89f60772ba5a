package io.wadi.extract.sql;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What a database says of its tables. Opens a connection of its own and closes it again. */
public final class Catalogue {
    private final String connection;
    private final DataSource source;
    private final Guess guess;

    /** @param connection its name in routes */
    public Catalogue(String connection, DataSource source, Guess guess) {
        this.connection = connection;
        this.source = source;
        this.guess = guess;
    }

    /** What a route wants of the tables that were found. */
    @FunctionalInterface
    public interface Requests {
        /** @throws ConfigurationFailure when it says something of tables that were not found */
        List<TableRequest> of(List<TableName> found);
    }

    /**
     * The tables and queries, in the order in which they are asked for.
     *
     * @param requests asks, once it is known which tables there are
     * @throws ConfigurationFailure naming every table and column that is not there
     * @throws Failure when the database cannot be asked
     */
    public List<SqlTable> reflect(TableChoice choice, Requests requests, Deadline deadline) {
        deadline.check();
        SqlFailures failures = SqlFailures.of(connection, source);
        String place = "connection " + connection;
        try (Connection open = source.getConnection();
                Deadline.Registration registration = deadline.onCancel(() -> Statements.abort(open))) {
            List<Explanation> problems = new ArrayList<>();
            Listing listing = new Listing(open, connection, guess);
            List<TableRequest> all = requests(listing.find(choice, problems), requests, problems);
            Shapes shapes = new Shapes(
                    open,
                    listing,
                    all.stream()
                            .filter(request -> request.query().isEmpty())
                            .map(TableRequest::name)
                            .toList());
            List<SqlTable> tables = new ArrayList<>();
            for (TableRequest request : all) {
                place = "connection " + connection + ", " + request.what();
                new Reflection(open, shapes, request.name(), request.what(), connection, guess)
                        .table(request, problems)
                        .ifPresent(tables::add);
            }
            if (!problems.isEmpty()) {
                throw new ConfigurationFailure(problems);
            }
            return tables;
        } catch (SQLException e) {
            deadline.check();
            throw failures.of(e, place);
        }
    }

    private static List<TableRequest> requests(List<TableName> found, Requests requests, List<Explanation> problems) {
        try {
            return requests.of(found);
        } catch (ConfigurationFailure e) {
            // Of a table that is not there at all is told already.
            if (problems.isEmpty()) {
                throw e;
            }
            return List.of();
        }
    }
}
