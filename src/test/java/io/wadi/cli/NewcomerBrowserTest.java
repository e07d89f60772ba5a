package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.wadi.server.console.Browser;
import io.wadi.testing.ChildJvm;
import io.wadi.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has read nothing, a server as it is, and what they want to have in a database. */
@Tag("exhaustive")
class NewcomerBrowserTest {
    private static final String DATABASE = "newcomer";

    @TempDir
    Path home;

    private Project project;
    private ChildJvm server;
    private Browser browser;
    private Page page;
    private int clicks;

    @BeforeEach
    void open() throws IOException {
        project = new Project(home);
        String flow = "routes/flows/extract-and-load.camel.yaml";
        project.file(flow, Files.readString(Path.of("src/main/resources").resolve(flow)))
                .file("application-dev.properties", "")
                .file("application.properties", "duckdb.file=" + project.database + "\n");
        server = ChildJvm.start(
                List.of("-Dwadi.home=" + home, "-Xmx256m"),
                Wadi.class,
                "server",
                "--work",
                home.resolve("work").toString(),
                "--profile",
                "dev",
                "--port",
                "0",
                "-D",
                "camel.management.port=0");
        String line = server.line();
        while (!line.contains("/enter/")) {
            line = server.line();
        }
        browser = new Browser();
        page = browser.page(ColorScheme.LIGHT, 1_280, true);
        page.navigate(line.replaceFirst(".*console ", "").strip());
        page.waitForSelector("text=Deployments");
    }

    @AfterEach
    void close() {
        browser.leave();
        browser.close();
        server.kill();
    }

    private void click(String what) {
        page.click(what);
        clicks++;
    }

    /** From the form that is filled in to rows that are there. */
    private void makeAndRun(String table) {
        click("text=Connect");
        page.waitForSelector("text=Where its tables go");
        click("text=Next: tables");
        String box = "input[type=checkbox][value='" + table + "']";
        page.waitForSelector(box);
        if (!page.isChecked(box)) {
            click(box);
        }
        click("text=Next: schedule");
        page.waitForSelector("#firings li");
        click("text=Next: review");
        page.waitForSelector(".diff");
        click(".buttons >> text=Save");
        page.waitForSelector("text=Run now");
        click("text=Run now");
        page.waitForURL("**/runs/*");
        page.waitForCondition(
                () -> page.textContent(".now").contains("Completed"),
                new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    private List<String> form(String name) {
        page.click("nav >> text=Deployments");
        click("text=New deployment");
        page.waitForSelector("#name");
        page.fill("#name", name);
        return new ArrayList<>(Browser.flaws(page));
    }

    @Test
    void aTableOfAPostgreSqlIsLoadedInTwoMinutesAndTwelveClicks() {
        Postgres shop = Postgres.shared().database(DATABASE);
        shop.execute(
                DATABASE,
                "CREATE TABLE orders (id int PRIMARY KEY, email text, total numeric(10,2), updated_at timestamptz)",
                "INSERT INTO orders SELECT i, 'p' || i || '@example.com', i, now() FROM generate_series(1, 2000) i");
        long began = System.nanoTime();
        List<String> flaws = form("shop-orders");
        page.fill("#port", shop.url(DATABASE).replaceFirst(".*:(\\d+)/.*", "$1"));
        page.fill("#database", DATABASE);
        page.fill("#user", Postgres.USER);
        page.fill("#password", "none");
        makeAndRun("public.orders");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(took).isLessThan(Duration.ofMinutes(2));
        assertThat(clicks).isLessThanOrEqualTo(12);
        assertThat(page.textContent("tr:has-text('orders')")).contains("2\u202f000");
        page.click("summary:has-text('Statements of its load')");
        assertThat(page.textContent("#statements"))
                .contains("BEGIN;", "INSERT INTO", "COMMIT;")
                .doesNotContain("example.com");
        flaws.addAll(Browser.flaws(page));
        Browser.shoot(page, "newcomer-run");
        assertThat(project.query("SELECT count(*) FROM shop_orders.orders")).containsExactly("2000");
        assertThat(flaws).isEmpty();
        assertThat(browser.said).as("the browser's log").isEmpty();
        System.out.println("newcomer: " + clicks + " clicks, " + took.toMillis() + " ms");
    }

    @Test
    void filesOfAFolderAreLoadedJustAsWell() throws IOException {
        Path folder = Files.createDirectory(home.resolve("in"));
        for (int day = 10; day < 13; day++) {
            Files.writeString(folder.resolve("orders-2026-11-" + day + ".csv"), "id,zip\n" + day + ",00501\n");
        }
        List<String> flaws = form("drop-orders");
        page.check("input[value=files]");
        page.fill("#path", folder.toString());
        makeAndRun("orders-*.csv");
        assertThat(clicks).isLessThanOrEqualTo(12);
        assertThat(project.query("SELECT count(*) FROM drop_orders.orders")).containsExactly("3");
        assertThat(flaws).isEmpty();
        assertThat(browser.said).as("the browser's log").isEmpty();
    }
}
