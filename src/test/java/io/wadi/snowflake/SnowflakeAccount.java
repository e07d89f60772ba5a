package io.wadi.snowflake;

import io.wadi.testing.Peer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Snowflake that tests load into: what they may ask of it, whoever wrote the server. */
public interface SnowflakeAccount extends AutoCloseable {
    /** An empty account that admits a user: of our own server, or of the peer in the lane of peers. */
    static SnowflakeAccount start(String user, String password) {
        return Peer.used() ? new PeerAccount() : SnowflakeServer.start().user(user, password);
    }

    /** What the driver connects to, without TLS. */
    String url();

    /** The database that is there; {@link #rows} and {@link #columns} mean it where a name says none. */
    String database();

    /** Every statement that came, in order. */
    List<Said> statements();

    /** How many connections are open. */
    int openSessions();

    /**
     * What a query in Snowflake's SQL gives, committed rows only, each by its columns' names: BigDecimal, Double, Boolean,
     * String, LocalDate, LocalTime, LocalDateTime (NTZ), Instant (LTZ, TZ), hex text of binary, JSON text of VARIANT; null.
     */
    List<Map<String, Object>> rows(String query);

    /** The columns of a table with their types, such as NUMBER(19,0), in order; the name may be qualified. */
    Map<String, String> columns(String table);

    /** The files of all stages, as paths below their roots. */
    List<Path> stagedFiles();

    @Override
    void close();
}
