package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.wadi.server.Served;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The console as a person meets it, in a browser. */
class ConsoleBrowserTest extends InBrowser {
    private Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("deployments", "/deployments");
        pages.put("deployment", "/deployments/orders-hourly");
        pages.put("runs", "/runs");
        pages.put("runs-failed", "/runs?state=failed&name=github-issues");
        pages.put("run-good", "/runs/" + furnished.good.id());
        pages.put("run-failed", "/runs/" + furnished.failed.id());
        pages.put("run-live", "/runs/" + furnished.running.id());
        pages.put("run-retrying", "/runs/" + furnished.retrying.id());
        pages.put("nodes", "/nodes");
        pages.put("audit", "/audit");
        return pages;
    }

    @Test
    void everyPageIsForEverybodyInLightAndDarkAndOnAPhone() {
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
            });
            page.setViewportSize(390, 800);
            pages().forEach((name, path) -> {
                page.navigate(house.url(path));
                assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 390"))
                        .as(path + " fits 390 pixels")
                        .isTrue();
                if (scheme == ColorScheme.LIGHT) {
                    Browser.shoot(page, name + "-phone");
                }
            });
            assertThat(page.evaluate("window.hurt")).isNull();
        }
        assertThat(flaws).isEmpty();
    }

    @Test
    void withoutScriptsEverythingCanBeReadAndRunsCanBeStopped() {
        house.open("prod");
        Page page = browser.page(ColorScheme.LIGHT, 1_280, false);
        page.navigate(house.link());
        page.waitForURL(house.url("/"));
        assertThat(page.textContent("main")).contains("Needs attention", "orders-hourly");
        page.click("text=Runs");
        page.click("text=Failed >> nth=0");
        assertThat(page.url()).endsWith("/runs?state=failed");
        page.navigate(house.url("/runs/" + furnished.running.id()));
        page.click("text=Cancel");
        assertThat(page.textContent(".now")).contains("Cancelling");
    }

    @Test
    void keysGoWhereTheySayAndNotWhileSomebodyTypes() {
        house.open("prod");
        Page page = signedIn();
        page.keyboard().press("g");
        page.keyboard().press("d");
        page.waitForURL(house.url("/deployments"));
        page.keyboard().press("/");
        page.keyboard().type("github gr");
        assertThat(page.url()).isEqualTo(house.url("/deployments"));
        page.fill("#find", "shop");
        assertThat(page.locator("#list tbody tr:visible").count()).isEqualTo(1);
        page.fill("#find", "");
        page.locator("#find").blur();
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("events-often");
        page.keyboard().press("?");
        assertThat(page.locator("#keys").isVisible()).isTrue();
        page.uncheck("#keys-on");
        page.click("#keys-close");
        page.locator("body").press("g");
        page.locator("body").press("r");
        page.waitForTimeout(200);
        assertThat(page.url()).isEqualTo(house.url("/deployments"));
    }

    @Test
    void somebodyWhoOnlyLooksIsOfferedNothingElse() {
        house.open("prod", Served.TOKENS, Users.NONE, Optional.empty());
        Page page = browser.page();
        page.navigate(house.url("/runs/" + furnished.running.id()));
        Browser.shoot(page, "login-light");
        page.fill("#token", Served.VIEWER);
        page.click("text=Sign in with it");
        page.waitForURL(house.url("/runs/" + furnished.running.id()));
        assertThat(page.locator(".actions").count()).isZero();
        assertThat(page.textContent("header")).contains("anna viewer").doesNotContain("Audit");
        page.click("text=Sign out");
        page.waitForURL(house.url("/login"));
    }

    @Test
    void picturesForTheDocumentation() {
        house.close();
        house = new House(folder.resolve("pictures"));
        furnished = new Furnished(house, "score");
        house.open("prod");
        Page page = browser.page(ColorScheme.LIGHT, 1_120, true);
        page.setViewportSize(1_120, 640);
        page.navigate(house.link());
        page.waitForURL(house.url("/"));
        Browser.picture(page, "console-overview");
        page.navigate(house.url("/runs/" + furnished.failed.id()));
        Browser.picture(page, "console-run");
        page.navigate(house.url("/deployments/orders-hourly"));
        Browser.picture(page, "console-deployment");
        page.navigate(house.url("/runs/" + furnished.running.id()));
        Browser.picture(page, "console-live");
        Furnished.past(house);
        page.navigate(house.url(
                "/deployments/prices-archive?plan=yes&missing=yes&every=1d&from=2026-09-01&to=2026-09-10#past"));
        Browser.picture(page, "console-past");
        assertThat(Browser.SHOTS.resolve("console-deployment.png")).isNotEmptyFile();
    }
}
