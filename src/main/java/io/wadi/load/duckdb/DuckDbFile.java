package io.wadi.load.duckdb;

import io.wadi.load.sql.Contended;
import io.wadi.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Opens the database in a file. All connections of a process to one file share it, and have to ask for it alike. */
final class DuckDbFile {
    /** What each connection is told: UTC, and nothing is fetched from anywhere. */
    static final List<String> SETTINGS = List.of(
            "SET TimeZone = 'UTC'",
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false");

    /** What the driver says when this process already has the file open for writing. */
    private static final String OPEN_OTHERWISE = "different configuration";
    /** Three headers of 4 KiB. */
    private static final long SMALLEST_DATABASE = 3 * 4096;

    static final String LOOKED_AT = "the_file";

    private DuckDbFile() {}

    static void prepare() {
        try {
            Class.forName("org.duckdb.DuckDBNative");
        } catch (ClassNotFoundException | LinkageError e) {
            // Whoever needs it is told.
            return;
        }
    }

    /** For reading only, unless this process is writing to it. @throws Contended when another process has it */
    static Connection toRead(Path file) {
        Properties readOnly = new Properties();
        readOnly.setProperty(DuckDBDriver.DUCKDB_ACCESS_MODE_PROPERTY, DuckDBDriver.DUCKDB_ACCESS_MODE_READ_ONLY);
        try {
            return connect(file, readOnly);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains(OPEN_OTHERWISE)) {
                return toWrite(file);
            }
            throw DuckDbFailures.of(e, file, "");
        }
    }

    /** For reading only, with results that stream. @throws Contended when another process has it */
    static Connection toQuery(Path file) {
        Properties streaming = new Properties();
        streaming.setProperty(DuckDBDriver.DUCKDB_ACCESS_MODE_PROPERTY, DuckDBDriver.DUCKDB_ACCESS_MODE_READ_ONLY);
        streaming.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        try {
            return connect(file, streaming);
        } catch (SQLException e) {
            throw DuckDbFailures.of(e, file, "");
        }
    }

    /**
     * For the question of somebody who is not trusted: reading only, with little memory, as a database of its own that is
     * called {@value #LOOKED_AT}, so that its name is no dataset's.
     *
     * @throws Contended when another process has it, or this one
     */
    static Connection toLook(Path file, int megabytes) {
        Properties narrow = new Properties();
        narrow.setProperty("memory_limit", megabytes + "MB");
        narrow.setProperty("threads", "2");
        Connection connection;
        try {
            connection = open("jdbc:duckdb:", narrow);
        } catch (SQLException e) {
            throw DuckDbFailures.of(e, file, "");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("ATTACH " + Sql.text(file.toString()) + " AS " + LOOKED_AT + " (READ_ONLY)");
            return connection;
        } catch (SQLException e) {
            Failure failure = DuckDbFailures.of(e, file, "");
            try {
                connection.close();
            } catch (SQLException close) {
                failure.addSuppressed(close);
            }
            throw failure;
        }
    }

    /** Creates the file when it does not exist. @throws Contended when another process has it */
    static Connection toWrite(Path file) {
        boolean isNew = !Files.exists(file);
        try {
            Connection connection = connect(file, new Properties());
            if (isNew) {
                keepToOwner(file);
            }
            return registered(connection);
        } catch (SQLException e) {
            Failure failure = DuckDbFailures.of(e, file, "");
            if (isNew && !(failure instanceof Contended)) {
                discardStub(file, failure);
            }
            throw failure;
        }
    }

    /** A database that is nobody else's and no file. */
    static Connection inMemory(Path directory) {
        try {
            return registered(open("jdbc:duckdb:", new Properties()));
        } catch (SQLException e) {
            throw DuckDbFailures.of(e, directory, "");
        }
    }

    private static Connection registered(Connection connection) throws SQLException {
        try {
            PartFunction.register(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Asks the driver itself, for {@code DriverManager} would first load those of all databases. */
    private static Connection open(String url, Properties properties) throws SQLException {
        return Objects.requireNonNull(new DuckDBDriver().connect(url, properties));
    }

    private static Connection connect(Path file, Properties properties) throws SQLException {
        return open("jdbc:duckdb:" + file, properties);
    }

    /** As all that Wadi makes; whoever is to read it besides is given the right to. */
    private static void keepToOwner(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | UnsupportedOperationException e) {
            // A file system that knows no such rights: the folder's hold.
            return;
        }
    }

    /** What is left of a file that could not be made whole, on a full disk say, would be refused for ever. */
    private static void discardStub(Path file, Failure failure) {
        try {
            if (Files.exists(file) && Files.size(file) < SMALLEST_DATABASE) {
                Files.delete(file);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
