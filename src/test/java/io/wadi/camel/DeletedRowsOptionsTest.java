package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.testing.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not go together with deletedRows is told before anything is read. */
class DeletedRowsOptionsTest {
    private static final String DATABASE = "gone_options";
    private static final String DELETE = """
            tables: products
            writeDisposition: merge
            cursor: updated_at
            deletedRows: delete
            """;

    @TempDir
    private Path home;

    @BeforeAll
    static void create() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE products (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL)",
                        "CREATE TABLE others (id bigint, updated_at timestamptz NOT NULL)");
    }

    private LoadedRun run(String options) {
        Project project = new Project(home).pipeline();
        project.settings.put("connection.shop.url", Postgres.shared().url(DATABASE));
        project.settings.put("connection.shop.user", Postgres.USER);
        project.environment.put("SHOP_PASSWORD", "x");
        return LoadedRun.of(project.source("""
                        - to:
                            uri: wadi-sql:shop
                            parameters:
                """ + options.indent(14)), home);
    }

    private void refused(String options, String problem) {
        assertThatThrownBy(() -> run(options))
                .isInstanceOfSatisfying(
                        ConfigurationFailure.class,
                        e -> assertThat(e.problems().toString()).contains(problem));
        assertThat(home.resolve("x.duckdb")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    where: id > 1                   | deletedRows: delete with where
                    window.start: '2024-01-01'      | deletedRows: delete with window.start
                    cursor.end: '2025-01-01'        | deletedRows: delete with cursor.end
                    query.q: SELECT 1 AS one        | of query q, deletedRows: delete with a query
                    maxDeletedRows: 101%            | maxDeletedRows is '101%'
                    maxDeletedRows: few             | maxDeletedRows is 'few'
                    table.products.deletedRows: del | deletedRows is 'del'
                    mergeStrategy: scd2             | deletedRows: delete, but its mergeStrategy is scd2
                    mergeStrategy: insert-only      | deletedRows: delete, but its mergeStrategy is insert-only
                    mask.id: redact                 | mask.id is redact, and id is a key
                    writeDisposition: append        | deletedRows: delete, but its writeDisposition is append
                    """)
    void whatKeysCannotTellIsRefusedAtTheStart(String option, String problem) {
        String before =
                option.startsWith("writeDisposition") ? DELETE.replace("writeDisposition: merge\n", "") : DELETE;
        refused(before + option, problem);
    }

    @Test
    void aTableWithoutAKeyIsRefused() {
        refused(DELETE.replace("products", "others"), "deletedRows: delete, but it has no primary key");
    }

    @Test
    void aTableWithRowsOfOthersIsRefused() {
        refused(
                DELETE.replace("products", "products, others") + "table.others.table: products\n",
                "deletedRows: delete, but resource others loads into table products, too, and its rows would be"
                        + " deleted");
    }

    @Test
    void anOptionOfRowsThatNobodyDeletesIsRefused() {
        refused("tables: products\nmaxDeletedRows: 10%", "maxDeletedRows is about rows that are deleted");
    }
}
