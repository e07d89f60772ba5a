package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.config.Nearest;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.testing.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables names and patterns find in a real database. */
class PostgresTablesTest {
    private static final String DATABASE = "choice";

    @BeforeAll
    static void create() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE orders (id int PRIMARY KEY)",
                        "CREATE TABLE order_lines (id int PRIMARY KEY)",
                        "CREATE TABLE order_notes (id int)",
                        "CREATE TABLE \"Odd.*name\" (id int)",
                        "CREATE VIEW order_view AS SELECT id FROM orders",
                        "CREATE MATERIALIZED VIEW sums AS SELECT count(*) AS n FROM orders",
                        "CREATE TABLE events (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day)",
                        "CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                        "CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
                        "INSERT INTO events VALUES (1, '2024-05-05'), (2, '2025-05-05')",
                        "CREATE SEQUENCE order_numbers",
                        "CREATE SCHEMA sales",
                        "CREATE TABLE sales.order_lines (id int)",
                        "CREATE SCHEMA reports",
                        "CREATE VIEW reports.daily AS SELECT 1 AS n",
                        "CREATE SCHEMA bare");
    }

    private static Database source() {
        return Reads.database(Postgres.shared().url(DATABASE));
    }

    private static List<SqlTable> reflect(String tables, String excluded, boolean views) {
        TableChoice choice = new TableChoice(TablePattern.list(tables), TablePattern.list(excluded), views);
        return new Catalogue("shop", source(), Nearest::to)
                .reflect(
                        choice,
                        found -> found.stream()
                                .map(name ->
                                        Reads.request('"' + name.schema().orElseThrow() + "\".\"" + name.table() + '"'))
                                .toList(),
                        Deadline.none());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "*                        |            | false | public.Odd.*name public.events public.order_lines public.order_notes public.orders",
                "public.*                 |            | true  | public.Odd.*name public.events public.order_lines public.order_notes public.order_view public.orders public.sums",
                "order_*                  |            | false | public.order_lines public.order_notes",
                "ORDER_*                  |            | false | public.order_lines public.order_notes",
                "*s                       |            | true  | public.events public.order_lines public.order_notes public.orders public.sums",
                "o*d*s                    |            | false | public.order_lines public.order_notes public.orders",
                "order_*, sales.*         |            | false | public.order_lines public.order_notes sales.order_lines",
                "orders, *                | \"Odd.*name\", e* | false | public.orders public.order_lines public.order_notes",
                "order_*                  | order_notes | true | public.order_lines public.order_view",
                "sales.*, order_*         | sales.absent_* | false | sales.order_lines public.order_lines public.order_notes",
                "order_view, events_2024  |            | false | public.order_view public.events_2024",
                "orders, public.orders, ORDERS |       | false | public.orders",
                "\"Odd.*name\"            |            | false | public.Odd.*name",
            })
    void areThoseThatAreMeantEachOnce(String tables, String excluded, boolean views, String found) {
        assertThat(reflect(tables, Optional.ofNullable(excluded).orElse(""), views))
                .extracting(table -> table.name().toString())
                .containsExactly(found.split(" "));
    }

    @Test
    void keysAreReflectedAndAPartitionedTableHasTheRowsOfItsPartitions() {
        assertThat(reflect("order_*,events", "", false))
                .extracting(table -> table.hints().primaryKey())
                .containsExactly(List.of("id"), List.of(), List.of("id", "day"));
        assertThat(Reads.rows(source(), Reads.request("events"), new ArrayList<>()))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ordr_*      |          | connection shop has no table ordr_* in schema public - there are Odd.*name, events, order_lines, order_notes, orders",
                "reports.*   |          | connection shop has no table * in schema reports - it finds views (daily), which views: true reads, too",
                "bare.*      |          | connection shop has no table * in schema bare - there are none",
                "sale.*      |          | connection shop has no table * in schema sale - there is no schema sale: did you mean sales?",
                "pg_catalog.*|          | connection shop has no table * in schema pg_catalog - patterns find no tables of the system; name a view on what you need",
                "events_*    |          | connection shop has no table events_* in schema public - there are Odd.*name, events, order_lines, order_notes, orders",
                "order_*     | order_notse | connection shop has no table order_notse in schema public - did you mean order_notes?",
                "order_*     | order_*  | excludeTables leaves nothing of order_* - it finds order_lines, order_notes: leave the pattern out, or exclude less",
            })
    void whatFindsNothingSaysWhatThereIs(String tables, String excluded, String problem) {
        assertThatThrownBy(() -> reflect(tables, Optional.ofNullable(excluded).orElse(""), false))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .extracting(p -> p.what() + " - " + p.fix().orElse(""))
                        .containsExactly(problem));
    }

    @Test
    void aStarInASchemaIsRefused() {
        assertThatThrownBy(() -> TablePattern.list("orders, sal*.lines"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'sal*.lines' has a star in its schema: name each schema, as in a.*, b.*");
    }

    @Test
    void systemTablesAreReadByName() {
        assertThat(Reads.reflect(source(), Reads.request("pg_catalog.pg_class", Hints.NONE)))
                .hasSize(1);
    }
}
