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
    private String link = "";
    private Page page;
    private int clicks;

    @BeforeEach
    void open() throws IOException {
        project = new Project(home);
        project.flow()
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
        link = line.replaceFirst(".*console ", "").strip();
        browser = new Browser();
    }

    private Page enter(int width, boolean scripts) {
        Page entered = browser.page(ColorScheme.LIGHT, width, scripts);
        entered.navigate(link);
        entered.waitForSelector("nav >> text=Deployments");
        return entered;
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
    }

    private void completes(Runnable between) {
        page.waitForCondition(
                () -> {
                    between.run();
                    return page.textContent(".now").contains("Completed");
                },
                new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    private List<String> form(String name) {
        page.click("nav >> text=Deployments");
        click("text=New deployment");
        page.waitForSelector("#name");
        page.fill("#name", name);
        return new ArrayList<>(Browser.flaws(page));
    }

    private void fill(Postgres shop, String database) {
        page.fill("#port", shop.url(database).replaceFirst(".*:(\\d+)/.*", "$1"));
        page.fill("#database", database);
        page.fill("#user", Postgres.USER);
        page.fill("#password", "none");
    }

    @Test
    void aTableOfAPostgreSqlIsLoadedInTwoMinutesAndTwelveClicks() {
        Postgres shop = Postgres.shared().database(DATABASE);
        shop.execute(
                DATABASE,
                "CREATE TABLE orders (id int PRIMARY KEY, email text, total numeric(10,2), updated_at timestamptz)",
                "INSERT INTO orders SELECT i, 'p' || i || '@example.com', i, now() FROM generate_series(1, 2000) i");
        page = enter(1_280, true);
        long began = System.nanoTime();
        List<String> flaws = form("shop-orders");
        fill(shop, DATABASE);
        makeAndRun("public.orders");
        completes(() -> {});
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
        page = enter(1_280, true);
        List<String> flaws = form("drop-orders");
        page.check("input[value=files]");
        page.fill("#path", folder.toString());
        makeAndRun("orders-*.csv");
        completes(() -> {});
        assertThat(clicks).isLessThanOrEqualTo(12);
        assertThat(project.query("SELECT count(*) FROM drop_orders.orders")).containsExactly("3");
        assertThat(flaws).isEmpty();
        assertThat(browser.said).as("the browser's log").isEmpty();
    }

    @Test
    void onAPhoneAndWithoutScriptsItGoesJustAsWell() {
        Postgres shop = Postgres.shared().database("phone");
        shop.execute("phone", "CREATE TABLE notes (id int PRIMARY KEY)", "INSERT INTO notes VALUES (1), (2)");
        page = enter(390, false);
        page.click("nav >> text=Deployments");
        click("text=New deployment");
        page.fill("#name", "phone-notes");
        fill(shop, "phone");
        makeAndRun("public.notes");
        completes(page::reload);
        assertThat(clicks).isLessThanOrEqualTo(12);
        assertThat(project.query("SELECT count(*) FROM phone_notes.notes")).containsExactly("2");
        Browser.shoot(page, "newcomer-phone");
        assertThat(browser.said).as("the browser's log").isEmpty();
    }
}
