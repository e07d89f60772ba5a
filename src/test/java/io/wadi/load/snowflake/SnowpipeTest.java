package io.wadi.load.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements for pipes, as a person gets them. */
class SnowpipeTest {
    private static final Path GOLDEN = Path.of("src/test/resources/snowflake");
    private static final List<Table> TABLES = List.of(
            new Table(
                    "orders",
                    Optional.empty(),
                    "orders",
                    WriteDisposition.APPEND,
                    List.of(
                            Column.nullable("id", DataType.BIGINT),
                            Column.nullable("doc", DataType.JSON),
                            Column.required(Column.LOAD_ID, DataType.TEXT),
                            Column.required(Column.ROW_ID, DataType.TEXT)),
                    true),
            new Table(
                    "orders__lines",
                    Optional.of("orders"),
                    "orders",
                    WriteDisposition.APPEND,
                    List.of(
                            Column.nullable("price", DataType.DECIMAL),
                            Column.required(Column.PARENT_ID, DataType.TEXT),
                            Column.required(Column.ROW_ID, DataType.TEXT)),
                    true));

    private static String ddl(Optional<String> endpoint, Optional<String> topic) {
        return ddl(FileFormat.PARQUET, endpoint, topic);
    }

    private static String ddl(FileFormat format, Optional<String> endpoint, Optional<String> topic) {
        return new Snowpipe("s3://lake/raw", endpoint, "shop", format, "WADI_S3", false, topic).ddl(TABLES);
    }

    /** A path below a pipe's stage is then but one. */
    @Test
    void pipesThatAreToldHaveAStageEachAndTakeNothingByThemselves() {
        assertThat(new Snowpipe(
                                "s3://lake/raw",
                                Optional.empty(),
                                "shop",
                                FileFormat.PARQUET,
                                "I",
                                true,
                                Optional.empty())
                        .ddl(TABLES))
                .contains("\"WADI_FILES_ORDERS\" URL = 's3://lake/raw/shop/orders/'")
                .contains("FROM @\"SHOP_LANDING\".\"WADI_FILES_ORDERS\" FILE_FORMAT")
                .contains("GRANT OPERATE, MONITOR ON ALL PIPES IN SCHEMA \"SHOP_LANDING\"")
                .doesNotContain("AUTO_INGEST = TRUE", "ObjectCreated", "\"WADI_FILES\"");
    }

    @Test
    void aPipeIsKnownByItsWholeName() {
        PipeFile file = new PipeFile("orders", "load_date=2026-01-02/1.5/part-0.jsonl.gz", 1);
        assertThat(Snowpipe.pipe("WADI", "shop", file)).isEqualTo("WADI.SHOP_LANDING_JSONL.PIPE_ORDERS");
        assertThat(Snowpipe.pipe("wadi-dev", "shop", file)).startsWith("\"wadi-dev\".SHOP");
    }

    @ParameterizedTest
    @CsvSource({"PARQUET, snowpipe.sql", "JSON_LINES, snowpipe-jsonl.sql"})
    void allOfIt(FileFormat format, String golden) throws IOException {
        String ddl = ddl(format, Optional.empty(), Optional.empty());
        if (Boolean.getBoolean("wadi.write")) {
            Files.writeString(GOLDEN.resolve(golden), ddl);
        }
        assertThat(ddl).isEqualTo(Files.readString(GOLDEN.resolve(golden)));
    }

    @Test
    void aTopicTellsThePipesWhereSeveralReadTheBucket() {
        assertThat(ddl(Optional.empty(), Optional.of("arn:aws:sns:eu-west-2:1:lake")))
                .contains("AWS_SNS_TOPIC = 'arn:aws:sns:eu-west-2:1:lake'", "SYSTEM$GET_AWS_SNS_IAM_POLICY(");
    }

    @Test
    void anotherS3IsReadByItsEndpoint() {
        assertThat(ddl(Optional.of("https://minio.example.com:9000"), Optional.empty()))
                .contains("URL = 's3compat://lake/raw/shop/' ENDPOINT = 'minio.example.com:9000'")
                .doesNotContain("AUTO_INGEST", "STORAGE_INTEGRATION");
    }
}
