package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Cancelled;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Failure;
import io.wadi.model.Hints;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.testing.Postgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes wrong with a real PostgreSQL, and what a person learns of it. */
class PostgresFailuresTest {
    private static final String DATABASE = "failures";

    @BeforeAll
    static void create() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE SCHEMA sales",
                        "CREATE TABLE products (id int PRIMARY KEY, name text, price numeric(10,2), updated_at timestamptz)",
                        "CREATE TABLE sales.orders (id int, at date, PRIMARY KEY (at, id))",
                        "CREATE TABLE many AS SELECT i AS id, repeat('x', 200) AS text FROM generate_series(1, 100000) i");
    }

    private static String url() {
        return Postgres.shared().url(DATABASE);
    }

    private static Database source() {
        return Reads.database(url());
    }

    @Test
    void aDatabaseThatIsDownMayComeBack() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Database down = Reads.database("jdbc:postgresql://127.0.0.1:" + free + "/shop");

        assertThatThrownBy(() -> Reads.reflect(down, Reads.request("products")))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("connection shop broke or cannot be had")
                .hasMessageContaining("127.0.0.1:" + free);
    }

    @Test
    void aConnectionThatBreaksInTheMiddleMayComeBack() {
        SqlTable table = Reads.reflect(source(), Reads.request("many")).get(0);
        try (Snapshot snapshot = new Snapshot("shop", source());
                Pages pages = table.open(Reads.extraction(Optional.empty()), snapshot, w -> {})) {
            assertThat(pages.next()).isPresent();
            Postgres.shared()
                    .execute(
                            "postgres",
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wadi'"
                                    + " AND datname = '" + DATABASE + "'");

            assertThatThrownBy(() -> {
                        while (pages.next().isPresent()) {
                            assertThat(pages).isNotNull();
                        }
                    })
                    .isInstanceOf(TransientFailure.class)
                    .extracting(e -> ((Failure) e).explanation())
                    .satisfies(e -> assertThat(e.at().orElseThrow())
                            .matches("table public.many of connection shop, after row \\d+"))
                    .satisfies(e -> assertThat(e.fix().orElse("")).contains("nothing was loaded"));
        }
    }

    @Test
    void everythingThatIsNotThereIsNamedAtOnce() {
        Hints hints = Hints.NONE.withKeys(List.of("ident"), List.of());
        TableRequest columns = Reads.request("products", List.of("pricee"), Optional.empty(), hints);

        assertThatThrownBy(
                        () -> Reads.reflect(source(), Reads.request("produkts"), Reads.request("sale.orders"), columns))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .extracting(p -> p.what() + " - " + p.fix().orElse(""))
                        .containsExactly(
                                "connection shop has no table produkts in schema public - did you mean products?",
                                "connection shop has no table orders in schema sale - there is no schema sale: did you"
                                        + " mean sales?",
                                "table public.products of connection shop: exclude names pricee, which is no column"
                                        + " that is read - did you mean price?",
                                "table public.products of connection shop: primaryKey names ident, which is no column"
                                        + " that is read - there are id, name, price, updated_at"));
    }

    @Test
    void aConditionThatTheDatabaseDoesNotUnderstandIsTerminalAndShowsItsWords() {
        TableRequest request = Reads.request("products", List.of(), Optional.of("prize > 3"), Hints.NONE);

        assertThatThrownBy(() -> Reads.rows(source(), request, new ArrayList<>()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("column \"prize\" does not exist");
    }

    @Test
    void dataThatDoesNotConvertIsNotQuoted() {
        Postgres.shared().execute(DATABASE, "CREATE TABLE people AS SELECT 'alice@example.com' AS mail");
        TableRequest request = Reads.request("people", List.of(), Optional.of("mail::int > 3"), Hints.NONE);

        assertThatThrownBy(() -> Reads.rows(source(), request, new ArrayList<>()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("SQLSTATE 22")
                .hasMessageNotContaining("alice");
    }

    @Test
    void aWrongPasswordNamesItsSectionAndPlacesButNeverItself() {
        Postgres.shared().requirePassword("limited", "right");
        Database.Login login = new Database.Login("limited", "warehouse", "the drawer", () -> Optional.of("hunter2"));
        Database wrong = new Database("shop", url(), Optional.of(login));

        assertThatThrownBy(() -> Reads.reflect(wrong, Reads.request("products")))
                .isInstanceOf(TerminalFailure.class)
                .satisfies(e -> {
                    Explanation told = ((Failure) e).explanation();
                    assertThat(told.what()).contains("does not let us in").doesNotContain("hunter2");
                    assertThat(told.fix().orElse(""))
                            .contains("warehouse.password", "the drawer")
                            .doesNotContain("hunter2");
                });
    }

    @Test
    void aTableWithoutTheRightToReadItIsTerminal() {
        Postgres.shared().requirePassword("reader", "right");
        Database.Login login = new Database.Login("reader", "shop", "the drawer", () -> Optional.of("right"));

        assertThatThrownBy(
                        () -> Reads.reflect(new Database("shop", url(), Optional.of(login)), Reads.request("products")))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("permission denied for table products");
    }

    @Test
    void anAddressWithoutADriverIsSaidWithoutWhatFollowsIt() {
        Database odd = new Database("shop", "jdbc:oracel:thin:scott/tiger@db", Optional.empty());

        assertThatThrownBy(odd::getConnection)
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("no driver for jdbc:oracel addresses")
                .hasMessageNotContaining("tiger");
    }

    @Test
    void cancellingEndsAReadThatWaitsForTheDatabase() throws Exception {
        TableRequest slow = Reads.request(
                "products", List.of(), Optional.of("id IN (SELECT 1 FROM (SELECT pg_sleep(60)) s)"), Hints.NONE);
        Postgres.shared().execute(DATABASE, "INSERT INTO products VALUES (1, 'a', 1, now()) ON CONFLICT DO NOTHING");
        SqlTable table = Reads.reflect(source(), slow).get(0);
        Deadline deadline = Deadline.none();
        try (Snapshot snapshot = new Snapshot("shop", source());
                Pages pages = table.open(new Extraction(Optional.empty(), Reads.NOW, deadline), snapshot, w -> {})) {
            CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> {
                try {
                    pages.next();
                    return new AssertionError("it was read");
                } catch (RuntimeException e) {
                    return e;
                }
            });
            String sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = '"
                    + DATABASE + "'";
            while (Postgres.shared().ask(DATABASE, sleeping).orElse("").equals("0")) {
                assertThat(ended).isNotDone();
            }
            long cancelled = System.nanoTime();
            deadline.cancel("stopped by the test");

            assertThat(ended.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(Cancelled.class)
                    .hasMessage("stopped by the test");
            assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(Duration.ofSeconds(2));
            while (!Postgres.shared().ask(DATABASE, sleeping).orElse("").equals("0")) {
                assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(Duration.ofSeconds(5));
            }
        }
    }
}
