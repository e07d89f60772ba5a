package io.wadi.testing;

import java.sql.Connection;
import java.sql.DriverManager;

/** A process of its own that holds a DuckDB file until its input ends. */
public final class HoldingFile {
    private HoldingFile() {}

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
            System.out.println(connection.isClosed() ? "lost" : "held");
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
