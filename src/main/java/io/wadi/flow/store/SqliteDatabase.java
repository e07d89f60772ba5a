package io.wadi.flow.store;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.disk.Durable;
import io.wadi.model.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A file that the processes of one machine share. It has one writer at a time: a transaction takes its turn before it
 * reads (BEGIN IMMEDIATE), among the threads of this process by a lock and among processes by the busy time-out. A loss of
 * power may take the last moments of the books with it, never their order (https://sqlite.org/wal.html).
 */
final class SqliteDatabase implements Database {
    private static final int BUSY_MILLIS = 10_000;

    private final Path file;
    private final SQLiteDataSource source;
    private final Connection writer;
    private final Connection reader;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ReentrantLock reading = new ReentrantLock(true);

    private SqliteDatabase(Path file, SQLiteDataSource source) throws SQLException {
        this.file = file;
        this.source = source;
        this.writer = source.getConnection();
        this.reader = source.getConnection();
    }

    static SqliteDatabase open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(Durable::directories);
            Durable.open(file).close(); // its owner's alone, before SQLite makes it
            return new SqliteDatabase(file, source);
        } catch (SQLException | IOException | Failure e) {
            throw new StoreDown(file.toString(), e);
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        reading.lock();
        try {
            return work.on(reader);
        } catch (SQLException e) {
            throw StoreDown.of(where(), e);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        writing.lock();
        try {
            return transaction(work);
        } catch (SQLException e) {
            throw StoreDown.of(where(), e);
        } finally {
            writing.unlock();
        }
    }

    /** By hand: with JDBC's own way the driver would begin the next transaction at the end of this one. */
    private <T> T transaction(Work<T> work) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("begin immediate");
            boolean done = false;
            try {
                T result = work.on(writer);
                statement.execute("commit");
                done = true;
                return result;
            } finally {
                if (!done) {
                    Transaction.quietly(() -> statement.execute("rollback"));
                }
            }
        }
    }

    @Override
    public <T> T exclusive(Work<T> work) {
        return write(work);
    }

    /** By a file beside it: a transaction of ours would keep the work's own connections out. */
    @Override
    public void alone(Runnable work) {
        synchronized (SqliteDatabase.class) {
            try (FileChannel channel = Durable.open(file.resolveSibling(file.getFileName() + ".lock"));
                    FileLock held = channel.lock()) {
                work.run();
            } catch (IOException e) {
                throw new StoreDown(where(), e);
            }
        }
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public Optional<HikariDataSource> clock() {
        return Optional.empty();
    }

    @Override
    public String where() {
        return file.toString();
    }

    @Override
    public void close() {
        writing.lock();
        reading.lock();
        try (Connection first = reader;
                Connection second = writer) {
            return;
        } catch (SQLException e) {
            // What was committed is in the file.
            return;
        } finally {
            reading.unlock();
            writing.unlock();
        }
    }
}
