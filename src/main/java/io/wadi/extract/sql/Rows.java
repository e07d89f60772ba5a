package io.wadi.extract.sql;

import io.wadi.model.ColumnVector;
import java.sql.SQLException;
import java.util.List;

/** The rows of a query on their way into vectors, a stretch at a time: nobody holds more than a page. */
interface Rows extends AutoCloseable {
    /** How many make a page, at most. */
    int MOST = 20_480;

    /** Nor is a page longer than this and a row. */
    int PAGE_BYTES = 8 << 20;

    /** Opens what it reads from; the database is asked now. */
    interface Opener {
        Rows open() throws SQLException;
    }

    /**
     * Appends the next rows, a page of them.
     *
     * @param read how many there were before
     * @return how many came; 0 at the end
     */
    int append(List<ColumnVector> vectors, long read) throws SQLException;

    /** Tells the database, from another thread, that nobody waits any more; the connection is lost. */
    void cancel();

    @Override
    void close();
}
