package io.wadi.cli;

import io.wadi.prove.Ground;
import io.wadi.prove.Sight;
import io.wadi.snowflake.SnowflakeServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A Snowflake of a folder's own: when its client dies, its sessions expire, and nobody else's. */
record SnowflakeGround(SnowflakeServer server) implements Ground {
    private static final String SCHEMA = "PROVE";

    static SnowflakeGround start() {
        return new SnowflakeGround(SnowflakeServer.start().user("SVC_WADI", "secret"));
    }

    @Override
    public void died() {
        server.expireSessions();
    }

    @Override
    public List<String> arguments() {
        return List.of(
                "--destination",
                "snowflake",
                "-D",
                "connection.snowflake.url=" + server.url() + "?ssl=off&maxHttpRetries=1",
                "-D",
                "connection.snowflake.account=" + SnowflakeServer.ACCOUNT,
                "-D",
                "connection.snowflake.user=SVC_WADI",
                "-D",
                "connection.snowflake.role=" + SnowflakeServer.ROLE,
                "-D",
                "connection.snowflake.warehouse=" + SnowflakeServer.WAREHOUSE,
                "-D",
                "connection.snowflake.database=" + server.database());
    }

    /** Tables are read one after another; where the head moved meanwhile, again. */
    @Override
    public Sight look() {
        while (true) {
            List<String> names = tables();
            String head = head(names);
            Map<String, Sight.Rows> tables = new TreeMap<>();
            for (String name : names) {
                if (!name.equals("_WADI_HEADS")) {
                    tables.put("prove." + name.toLowerCase(Locale.ROOT), rows(name));
                }
            }
            List<String> after = tables();
            if (after.equals(names) && head(after).equals(head)) {
                return new Sight(tables, head.isEmpty() ? 0 : Long.parseLong(head.replaceFirst(".* ", "")));
            }
        }
    }

    /** Those that readers are to see: what waits for its load has a name of its own. */
    private List<String> tables() {
        return server
                .rows("SELECT TABLE_NAME FROM " + server.database()
                        + ".INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = '" + SCHEMA + "'")
                .stream()
                .map(row -> String.valueOf(row.get("TABLE_NAME")))
                .filter(name -> name.matches("[A-Z0-9_]+"))
                .sorted()
                .toList();
    }

    private Sight.Rows rows(String table) {
        List<Map<String, Object>> rows =
                server.rows("SELECT * FROM " + server.database() + "." + SCHEMA + ".\"" + table + "\"");
        if (!table.startsWith("_")) {
            return RowSums.of(rows);
        }
        return rows.isEmpty() || !rows.get(0).containsKey("LOAD_ID")
                ? new Sight.Rows(rows.size(), "")
                : RowSums.once(rows);
    }

    private String head(List<String> tables) {
        return tables.contains("_WADI_HEADS")
                ? server
                        .rows("SELECT * FROM " + server.database() + "." + SCHEMA + "._WADI_HEADS WHERE HEAD <> ''")
                        .stream()
                        .map(row -> row.get("HEAD") + " " + row.get("STATE_VERSION"))
                        .findFirst()
                        .orElse("")
                : "";
    }
}
