package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The blocks of a table of PostgreSQL, in stretches that can be read one by one.
 *
 * @param stretches how many there are; the last has no end, for what is added meanwhile
 */
record Blocks(long stretches) {
    /** 4 MB, about a page. */
    private static final int LENGTH = 512;

    private static final int RANGES_OF_ROW_IDS = 140_000;

    /** A table that one reader must read. */
    record One(String because) {
        One {
            requireNonNull(because);
        }
    }

    /**
     * Looks a table up.
     *
     * @param from its name in SQL
     * @return why it cannot be read in parts, or empty
     */
    static Optional<One> unfit(Connection open, String from) throws SQLException {
        try (PreparedStatement asked = open.prepareStatement("""
                SELECT c.relkind = 'r' AND NOT c.relhassubclass AND am.amname = 'heap',
                  CAST(current_setting('server_version_num') AS int)
                FROM pg_class c LEFT JOIN pg_am am ON am.oid = c.relam WHERE c.oid = CAST(? AS regclass)""")) {
            asked.setString(1, from);
            try (ResultSet found = asked.executeQuery()) {
                found.next();
                if (!found.getBoolean(1)) {
                    return Optional.of(new One("it is a view, has partitions, or lies elsewhere"));
                }
                return found.getInt(2) < RANGES_OF_ROW_IDS
                        ? Optional.of(new One("PostgreSQL reads ranges of blocks from version 14 on"))
                        : Optional.empty();
            }
        }
    }

    static Blocks of(Connection open, String from) throws SQLException {
        try (PreparedStatement asked = open.prepareStatement(
                "SELECT pg_relation_size(CAST(? AS regclass))" + " / CAST(current_setting('block_size') AS int)")) {
            asked.setString(1, from);
            try (ResultSet found = asked.executeQuery()) {
                found.next();
                return new Blocks(Math.max(1, (found.getLong(1) + LENGTH - 1) / LENGTH));
            }
        }
    }

    /** The condition for the rows of a stretch. */
    String condition(long stretch) {
        String from = "ctid >= '(" + stretch * LENGTH + ",0)'";
        return stretch == stretches - 1 ? from : from + " AND ctid < '(" + (stretch + 1) * LENGTH + ",0)'";
    }

    /** For messages. */
    static String named(long stretch) {
        return "blocks from " + stretch * LENGTH;
    }
}
