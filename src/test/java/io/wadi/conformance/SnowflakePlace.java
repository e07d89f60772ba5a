package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wadi.conformance.Image.Column;
import io.wadi.load.snowflake.SnowflakeDestination;
import io.wadi.load.snowflake.SnowflakeSettings;
import io.wadi.pipeline.Target;
import io.wadi.snowflake.SnowflakeAccount;
import io.wadi.snowflake.SnowflakeServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A dataset of a Snowflake server. It has one kind of integer, and one of timestamps without a zone. */
final class SnowflakePlace implements Place {
    private static final String USER = "SVC_WADI";
    private static final String PASSWORD = "secret";
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final SnowflakeAccount server;
    private final String database;
    private final String schema;
    private final Path work;

    /** An account for such places. */
    static SnowflakeAccount account() {
        return SnowflakeAccount.start(USER, PASSWORD);
    }

    SnowflakePlace(SnowflakeAccount server, String dataset, Path work) {
        this.server = server;
        this.database = server.database();
        this.schema = dataset.toUpperCase(Locale.ROOT);
        this.work = work;
    }

    @Override
    public Target target(int longest) {
        SnowflakeSettings settings = new SnowflakeSettings(
                server.url() + "?ssl=off&maxHttpRetries=1&loginTimeout=2",
                SnowflakeServer.ACCOUNT,
                USER,
                Optional.of(SnowflakeServer.ROLE),
                Optional.of(SnowflakeServer.WAREHOUSE),
                database,
                new SnowflakeSettings.Login.Password(PASSWORD));
        return new Target("snowflake", settings.address(), longest, new SnowflakeDestination(settings, work, Map.of()));
    }

    @Override
    public Map<String, Image> tables() {
        Map<String, Image> tables = new TreeMap<>();
        String sql = "SELECT TABLE_NAME FROM " + database + ".INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = '" + schema
                + "'";
        for (Map<String, Object> table : server.rows(sql)) {
            String name = String.valueOf(table.get("TABLE_NAME"));
            tables.put(
                    name.toLowerCase(Locale.ROOT), image("\"" + database + "\".\"" + schema + "\".\"" + name + "\""));
        }
        return tables;
    }

    private Image image(String table) {
        List<Column> columns = new ArrayList<>();
        server.columns(table)
                .forEach((name, type) -> columns.add(new Column(
                        name.toLowerCase(Locale.ROOT),
                        type(type.replace(" NOT NULL", "")),
                        !type.endsWith(" NOT NULL"))));
        List<List<JsonNode>> rows = new ArrayList<>();
        for (Map<String, Object> row : server.rows("SELECT * FROM " + table)) {
            List<JsonNode> cells = new ArrayList<>();
            for (Column column : columns) {
                cells.add(column.cell(cell(column, row.get(column.name().toUpperCase(Locale.ROOT)))));
            }
            rows.add(cells);
        }
        return new Image("", columns, rows);
    }

    private static String type(String type) {
        return switch (type.replaceFirst("\\(.*", "")) {
            case "NUMBER" -> type.equals("NUMBER(19,0)") ? "BIGINT" : type.replace("NUMBER", "DECIMAL");
            case "FLOAT" -> "DOUBLE";
            case "BINARY" -> "BLOB";
            case "VARIANT" -> "JSON";
            case "TIMESTAMP_LTZ" -> "TIMESTAMP WITH TIME ZONE";
            case "TIMESTAMP_NTZ" -> "TIMESTAMP";
            case "VARCHAR", "TIME" -> type.replaceFirst("\\(.*", "");
            default -> type;
        };
    }

    private static JsonNode cell(Column column, Object value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        return switch (column.type()) {
            case "BOOLEAN" -> BooleanNode.valueOf((Boolean) value);
            case "DOUBLE" -> {
                double number = ((Number) value).doubleValue();
                yield Double.isFinite(number) ? DoubleNode.valueOf(number) : TextNode.valueOf(String.valueOf(number));
            }
            case "BIGINT" -> BigIntegerNode.valueOf(((BigDecimal) value).toBigIntegerExact());
            case "BLOB" -> TextNode.valueOf("0x" + value.toString().toLowerCase(Locale.ROOT));
            default -> TextNode.valueOf(text(value));
        };
    }

    private static String text(Object value) {
        if (value instanceof Instant time) {
            return INSTANT.format(time.atOffset(ZoneOffset.UTC));
        } else if (value instanceof LocalDateTime time) {
            return LOCAL.format(time) + fraction(time.getNano());
        } else if (value instanceof LocalTime time) {
            return DateTimeFormatter.ofPattern("HH:mm:ss").format(time) + fraction(time.getNano());
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** As DuckDB shows it, in thousandths or millionths. */
    private static String fraction(int nanos) {
        String digits = String.format(Locale.ROOT, "%06d", nanos / 1000).replaceFirst("0+$", "");
        return digits.isEmpty() ? "" : "." + digits;
    }

    @Override
    public JsonNode shown(JsonNode expected) {
        JsonNode shown = expected.deepCopy();
        for (String kind : List.of("tables", "system_tables")) {
            shown.path(kind)
                    .forEach(table -> table.path("columns").forEach(column -> {
                        String type = column.path("type").asText();
                        if (type.matches("TINYINT|SMALLINT|INTEGER|HUGEINT")) {
                            ((ObjectNode) column).put("type", "BIGINT");
                        } else if (type.matches("TIMESTAMP_.*")) {
                            ((ObjectNode) column).put("type", "TIMESTAMP");
                        }
                    }));
        }
        return shown;
    }
}
