package io.wadi.load.snowflake;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that let Snowflake read a dataset of S3 by itself: pipes load each file once into a table that only grows, and
 * views show of it the loads that are complete - whose row of {@code _dlt_loads} came, and every row that it counts.
 *
 * @param url the folder of all datasets, {@code s3://bucket/folder}
 * @param endpoint of an S3 that is not Amazon's, which tells nobody of new files
 * @param integration the storage integration that may read there
 * @param format of the files
 * @param told whether loads tell the pipes of their files; else the bucket does
 * @param topic the notification topic of the bucket; empty where it tells the pipes' queue directly
 */
public record Snowpipe(
        String url,
        Optional<String> endpoint,
        String dataset,
        FileFormat format,
        String integration,
        boolean told,
        Optional<String> topic) {
    private static final String LOADS = "_dlt_loads";
    private static final String PIPE = "pipe_";
    private static final String FILES = "wadi_files_";
    private static final String ROWS = "_wadi_rows";
    private static final List<Column> LOADS_COLUMNS = List.of(
            Column.required("load_id", DataType.TEXT),
            Column.nullable("schema_name", DataType.TEXT),
            Column.required("status", DataType.BIGINT),
            Column.required("inserted_at", DataType.TIMESTAMP),
            Column.nullable("schema_version_hash", DataType.TEXT));

    /** The statements, in order, with the comments that a person needs. */
    public String ddl(List<Table> tables) {
        List<String> script = new ArrayList<>();
        script.add("""
                -- 1. The tables that pipes load into, for nobody to query: a schema of their own.
                CREATE SCHEMA IF NOT EXISTS %s;
                CREATE SCHEMA IF NOT EXISTS %s;
                CREATE FILE FORMAT IF NOT EXISTS %s %s;""".formatted(landing(), shown(), formatName(), format.definition())
                + (told ? "" : "\n" + stage("WADI_FILES", "")));
        Stream.concat(Stream.of(LOADS), tables.stream().map(Table::name))
                .distinct()
                .forEach(name -> script.add(table(name, columns(name, tables)) + "\n"
                        + (told ? stage(FILES + name, name + "/") + "\n" : "") + pipe(name)));
        script.add(notification());
        script.add(
                "-- 3. What may be queried: loads that are complete. Run this again when there are new tables or columns.\n"
                        + complete(tables));
        script.add(view(LOADS, LOADS_COLUMNS, SnowflakeDialect.quoted("load_id")));
        tables.forEach(table -> script.add(view(table.name(), table.columns(), loadId())));
        return String.join("\n\n", script) + "\n";
    }

    private static List<Column> columns(String name, List<Table> tables) {
        if (name.equals(LOADS)) {
            return Stream.concat(LOADS_COLUMNS.stream(), Stream.of(Column.required(ROWS, DataType.JSON)))
                    .toList();
        }
        Table table =
                tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
        boolean has = table.columns().stream().anyMatch(column -> column.name().equals(Column.LOAD_ID));
        return has
                ? table.columns()
                : Stream.concat(table.columns().stream(), Stream.of(Column.required(Column.LOAD_ID, DataType.TEXT)))
                        .toList();
    }

    private String stage(String name, String folder) {
        String where = "CREATE STAGE IF NOT EXISTS " + landing() + "." + SnowflakeDialect.quoted(name) + " URL = ";
        String path = url.substring("s3://".length()) + "/" + dataset + "/" + folder;
        return endpoint.map(address -> where + SnowflakeDialect.text("s3compat://" + path) + " ENDPOINT = "
                                + SnowflakeDialect.text(address.replaceFirst("https?://", ""))
                                + " CREDENTIALS = (AWS_KEY_ID = '...' AWS_SECRET_KEY = '...')")
                        .orElseGet(() ->
                                where + SnowflakeDialect.text("s3://" + path) + " STORAGE_INTEGRATION = " + integration)
                + ";";
    }

    /** JSON waits as what the files hold; columns that come later are added by Snowflake itself. */
    private String table(String name, List<Column> columns) {
        String definitions = columns.stream()
                .map(column -> SnowflakeDialect.quoted(column.name()) + " " + landed(column))
                .collect(Collectors.joining(", "));
        String later = columns.stream()
                .map(column -> "ALTER TABLE " + landed(name) + " ADD COLUMN IF NOT EXISTS "
                        + SnowflakeDialect.quoted(column.name()) + " " + landed(column) + ";")
                .collect(Collectors.joining("\n"));
        return "CREATE TABLE IF NOT EXISTS " + landed(name) + " (" + definitions + ") ENABLE_SCHEMA_EVOLUTION = TRUE;\n"
                + later;
    }

    /** The tables of each format are its own, for a document is text in Parquet and no text in lines. */
    private String landed(Column column) {
        return column.type() == DataType.JSON && format == FileFormat.PARQUET ? "VARCHAR" : SnowflakeType.of(column);
    }

    private String document(String landed) {
        return format == FileFormat.PARQUET ? "PARSE_JSON(" + landed + ")" : landed;
    }

    private String pipe(String name) {
        return "CREATE PIPE IF NOT EXISTS " + landing() + "." + SnowflakeDialect.quoted(PIPE + name)
                + (endpoint.isPresent() || told ? "" : " AUTO_INGEST = TRUE")
                + topic.map(arn -> " AWS_SNS_TOPIC = " + SnowflakeDialect.text(arn))
                        .orElse("")
                + " AS COPY INTO " + landed(name) + " FROM @" + landing() + "."
                // A file that a pipe is told of has a path below its stage: with one for each table that is but one
                // path.
                + (told ? SnowflakeDialect.quoted(FILES + name) : "\"WADI_FILES\"/" + name + "/")
                + " FILE_FORMAT = (FORMAT_NAME = " + SnowflakeDialect.text(formatName()) + ")"
                + " PATTERN = " + SnowflakeDialect.text(".*" + format.suffix().replace(".", "[.]"))
                + " MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE;";
    }

    private String notification() {
        if (told) {
            return "-- 2. Loads tell the pipes by insertFiles: their user's default role needs\n--    GRANT USAGE ON SCHEMA "
                    + landing() + " TO ROLE ...;\n--    GRANT OPERATE, MONITOR ON ALL PIPES IN SCHEMA " + landing()
                    + " TO ROLE ...;\n--    and on FUTURE PIPES. Pipes from before that have AUTO_INGEST: drop them first.";
        }
        if (endpoint.isPresent()) {
            return "-- 2. This S3 tells Snowflake nothing: refresh the pipes on a schedule, ALTER PIPE ... REFRESH;";
        }
        String folder = url.replaceFirst("s3://[^/]+/?", "");
        String prefix = (folder.isEmpty() ? "" : folder + "/") + dataset + "/";
        return topic.map(
                        arn -> "-- 2. Let the bucket tell topic " + arn + " of s3:ObjectCreated:* with prefix " + prefix
                                + " and suffix " + format.suffix() + ";\n--    SELECT SYSTEM$GET_AWS_SNS_IAM_POLICY("
                                + SnowflakeDialect.text(arn) + ") gives what the topic's policy must allow.")
                .orElse("-- 2. Let the bucket tell the pipes' queue of s3:ObjectCreated:* with prefix " + prefix
                        + " and suffix " + format.suffix()
                        + ";\n--    its ARN is notification_channel of: SHOW PIPES IN SCHEMA "
                        + landing()
                        + ";\n--    Files from before: ALTER PIPE ... REFRESH, which goes back seven days.");
    }

    /** Files arrive in any order, and one that cannot be read is skipped: the row of a load says how many rows it has. */
    private String complete(List<Table> tables) {
        String arrived = tables.stream()
                .map(table -> "    SELECT " + SnowflakeDialect.text(table.name()) + " AS T, " + loadId()
                        + " AS L, COUNT(*) AS N FROM " + landed(table.name()) + " GROUP BY " + loadId())
                .collect(Collectors.joining("\n    UNION ALL\n"));
        String counted = tables.isEmpty() ? "    SELECT '' AS T, '' AS L, 0 AS N" : arrived;
        return "CREATE OR REPLACE VIEW " + landing() + ".\"WADI_COMPLETE\" AS\nWITH ARRIVED AS (\n" + counted
                + "\n), COUNTED AS (\n    SELECT D.\"LOAD_ID\", F.KEY AS T, F.VALUE::NUMBER AS N FROM " + landed(LOADS)
                + " D, LATERAL FLATTEN(INPUT => " + document("D.\"_WADI_ROWS\"") + ") F WHERE F.VALUE::NUMBER > 0\n)\n"
                + "SELECT D.\"LOAD_ID\" FROM " + landed(LOADS)
                + " D WHERE D.\"STATUS\" = 0 AND D.\"LOAD_ID\" NOT IN (\n"
                + "    SELECT C.\"LOAD_ID\" FROM COUNTED C LEFT JOIN ARRIVED A ON A.T = C.T AND A.L = C.\"LOAD_ID\"\n"
                + "    WHERE A.N IS NULL OR A.N <> C.N);";
    }

    /** Lines of JSON have no types: a column that Snowflake added itself may be of another than its own. */
    private String view(String name, List<Column> columns, String load) {
        String selected = columns.stream()
                .map(column -> {
                    String quoted = SnowflakeDialect.quoted(column.name());
                    if (format == FileFormat.JSON_LINES) {
                        return quoted + "::" + SnowflakeType.of(column) + " AS " + quoted;
                    }
                    return column.type() == DataType.JSON ? document(quoted) + " AS " + quoted : quoted;
                })
                .collect(Collectors.joining(", "));
        return "CREATE OR REPLACE VIEW " + shown() + "." + SnowflakeDialect.quoted(name) + " AS SELECT " + selected
                + "\nFROM " + landed(name) + " WHERE " + load + " IN (SELECT \"LOAD_ID\" FROM " + landing()
                + ".\"WADI_COMPLETE\");";
    }

    private static String loadId() {
        return SnowflakeDialect.quoted(Column.LOAD_ID);
    }

    private String shown() {
        return SnowflakeDialect.quoted(dataset);
    }

    /** How REST endpoints know the pipe that loads a file. */
    static String pipe(String database, String dataset, PipeFile file) {
        return Stream.of(
                        database,
                        SnowflakeDialect.folded(landing(dataset, file.format())),
                        SnowflakeDialect.folded(PIPE + file.table()))
                .map(name -> name.matches("[A-Z_][A-Z0-9_$]*") ? name : '"' + name.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining("."));
    }

    private static String landing(String dataset, FileFormat format) {
        return dataset + (format == FileFormat.PARQUET ? "_landing" : "_landing_" + format.word());
    }

    private String landing() {
        return SnowflakeDialect.quoted(landing(dataset, format));
    }

    private String landed(String table) {
        return landing() + "." + SnowflakeDialect.quoted(table);
    }

    private String formatName() {
        return landing() + "." + SnowflakeDialect.quoted("wadi_" + format.word());
    }
}
