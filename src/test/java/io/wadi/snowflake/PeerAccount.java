package io.wadi.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.testing.Peer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** fakesnow's server, emptied, and read through the driver. There is one: who opens it has it until somebody else does. */
final class PeerAccount implements SnowflakeAccount {
    private static final String READER = "READER";

    private final Connection reader;

    PeerAccount() {
        Peer.FAKESNOW.post("/__reset");
        Properties properties = new Properties();
        Map.of(
                        "account",
                        "PEER",
                        "user",
                        READER,
                        "password",
                        "-",
                        "db",
                        SnowflakeServer.DATABASE,
                        "disablePlatformDetection",
                        "true")
                .forEach(properties::setProperty);
        try {
            reader = new SnowflakeDriver().connect(url() + "?ssl=off&maxHttpRetries=1", properties);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String url() {
        return "jdbc:snowflake://" + Peer.FAKESNOW.url() + "/";
    }

    @Override
    public String database() {
        return SnowflakeServer.DATABASE;
    }

    @Override
    public List<Said> statements() {
        List<Said> said = new ArrayList<>();
        for (JsonNode line : Peer.FAKESNOW.get("/__log")) {
            if (!line.get(1).asText().equals(READER)) {
                said.add(new Said(
                        line.get(0).asLong(),
                        line.get(1).asText(),
                        line.get(2).asText(),
                        line.get(3).asText(),
                        Optional.ofNullable(line.get(4).textValue())));
            }
        }
        return said;
    }

    @Override
    public int openSessions() {
        return Peer.FAKESNOW.get("/__sessions").asInt() - 1;
    }

    @Override
    public List<Map<String, Object>> rows(String query) {
        List<Map<String, Object>> all = new ArrayList<>();
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            ResultSetMetaData heads = rows.getMetaData();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= heads.getColumnCount(); i++) {
                    row.put(heads.getColumnName(i), value(rows, i, heads));
                }
                all.add(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
        return all;
    }

    private static Object value(ResultSet row, int i, ResultSetMetaData heads) throws SQLException {
        if (row.getObject(i) == null) {
            return null;
        }
        return switch (heads.getColumnType(i)) {
            case Types.DECIMAL, Types.NUMERIC, Types.BIGINT, Types.INTEGER -> row.getBigDecimal(i);
            case Types.DOUBLE, Types.FLOAT -> row.getDouble(i);
            case Types.BOOLEAN -> row.getBoolean(i);
            case Types.BINARY -> HexFormat.of().withUpperCase().formatHex(row.getBytes(i));
            case Types.DATE -> LocalDate.parse(row.getString(i));
            case Types.TIME -> LocalTime.parse(row.getString(i));
            case Types.TIMESTAMP -> row.getTimestamp(i).toLocalDateTime();
            case Types.TIMESTAMP_WITH_TIMEZONE -> row.getTimestamp(i).toInstant();
            default -> row.getString(i);
        };
    }

    @Override
    public Map<String, String> columns(String table) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Map<String, Object> column : rows("DESCRIBE TABLE " + table)) {
            boolean nullable = column.get("null?").equals("Y");
            // It keeps no more than one kind of timestamps with a zone.
            String type = String.valueOf(column.get("type")).replace("TIMESTAMP_TZ", "TIMESTAMP_LTZ");
            columns.put(String.valueOf(column.get("name")), type + (nullable ? "" : " NOT NULL"));
        }
        return columns;
    }

    @Override
    public List<Path> stagedFiles() {
        List<Path> files = new ArrayList<>();
        Peer.FAKESNOW.get("/__files").forEach(file -> files.add(Path.of(file.asText())));
        return files;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
