package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Data, packages, connections and alerts, as a person meets them in a browser. */
class DataBrowserTest extends InBrowser {
    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("data", "/data");
        pages.put("data-dataset", "/data/shop");
        pages.put("data-table", "/data/shop/orders/rows?count=1");
        pages.put("data-hostile", "/data/shop/reviews/rows");
        pages.put("data-elsewhere", "/data/github");
        pages.put("packages", "/packages");
        pages.put("package", "/packages/" + Stocked.WAITING);
        pages.put("connections", "/connections");
        pages.put("alerts", "/alerts");
        return pages;
    }

    @Test
    void theyAreForEverybodyInLightAndDarkAndOnAPhone() {
        Stocked.with(house, Furnished.HOSTILE);
        house.open("prod");
        List<String> flaws = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = browser.page(scheme, 1_280, true);
            page.navigate(house.link());
            page.waitForURL(house.url("/"));
            pages().forEach((name, path) -> {
                page.navigate(house.url(path));
                flaws.addAll(Browser.flaws(page));
                Browser.shoot(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT));
                if (scheme == ColorScheme.LIGHT) {
                    page.setViewportSize(390, 800);
                    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 390"))
                            .as(path + " fits 390 pixels")
                            .isTrue();
                    Browser.shoot(page, name + "-phone");
                    page.setViewportSize(1_280, 900);
                }
            });
            page.click("details.more summary");
            flaws.addAll(Browser.flaws(page));
            assertThat(page.evaluate("window.hurt")).isNull();
        }
        assertThat(flaws).isEmpty();
    }

    @Test
    void somebodyAsksAndTakesTheAnswerAlong() throws IOException {
        Stocked.with(house, "score");
        house.open("prod");
        Page page = signedIn();
        page.keyboard().press("g");
        page.keyboard().press("t");
        page.waitForURL(house.url("/data"));
        page.click("text=orders__lines");
        page.waitForURL(house.url("/data/shop/orders__lines/rows"));
        page.click("text=Query it");
        page.waitForURL(house.url("/data/shop?table=orders__lines"));
        assertThat(page.inputValue("#sql")).isEqualTo("SELECT *\nFROM orders__lines\nLIMIT 100");
        page.fill(
                "#sql",
                "SELECT status, count(*) AS orders, sum(total) AS total, '=1+1' AS formula\nFROM orders\n"
                        + "GROUP BY status\nORDER BY orders DESC, status");
        page.locator("#sql").press("Control+Enter");
        page.waitForSelector(".grid-of-rows");
        assertThat(page.locator(".grid-of-rows tbody tr").count()).isEqualTo(4);
        assertThat(seen(page, "data-answer")).isEmpty();
        Download csv = page.waitForDownload(() -> page.click("button[value=csv]"));
        assertThat(csv.suggestedFilename()).isEqualTo("shop.csv");
        assertThat(Files.readString(csv.path())).contains("status,orders,total,formula\r\nnew,3100,", ",'=1+1\r\n");
        page.fill("#sql", "ATTACH '/etc/passwd'");
        page.locator("#sql").press("Control+Enter");
        page.waitForSelector(".why");
        assertThat(page.textContent(".why")).contains("not one statement that reads");
        browser.said.removeIf(said -> said.contains("status of 422"));
        assertThat(seen(page, "data-refused")).isEmpty();
    }

    @Test
    void withoutScriptsAConnectionIsTestedAndAPackageDropped() {
        Stocked.with(house, "score");
        house.open("prod");
        Page page = browser.page(ColorScheme.LIGHT, 1_280, false);
        page.navigate(house.link());
        page.waitForURL(house.url("/"));
        page.click("details.more summary");
        page.click("text=Databases and secrets");
        page.click("[aria-label='Test shop']");
        assertThat(page.textContent("main")).contains("PostgreSQL 17.6 answers to reader");
        Browser.shoot(page, "connections-tested");
        page.navigate(house.url("/packages/" + Stocked.WAITING));
        page.click("summary:has-text('Drop')");
        page.fill("#sure", Stocked.WAITING);
        Browser.shoot(page, "package-drop");
        page.click("text=Drop this package");
        page.waitForURL(house.url("/packages"));
        assertThat(page.textContent("main")).doesNotContain(Stocked.WAITING);
    }

    @Test
    void aPictureForTheDocumentation() {
        Stocked.with(house, "score");
        house.open("prod");
        Page page = browser.page(ColorScheme.LIGHT, 1_120, true);
        page.setViewportSize(1_120, 640);
        page.navigate(house.link());
        page.waitForURL(house.url("/"));
        page.navigate(house.url("/data/shop"));
        page.fill(
                "#sql",
                "SELECT status, count(*) AS orders, sum(total) AS total, max(placed_at) AS last\nFROM orders\n"
                        + "GROUP BY status\nORDER BY orders DESC");
        page.locator("#sql").press("Control+Enter");
        page.waitForSelector(".grid-of-rows");
        Browser.picture(page, "console-data");
        assertThat(Browser.SHOTS.resolve("console-data.png")).isNotEmptyFile();
    }
}
