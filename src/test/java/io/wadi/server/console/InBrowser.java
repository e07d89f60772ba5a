package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A house with its furniture, and a browser that comes to it. */
@Tag("exhaustive")
abstract class InBrowser {
    /** So that a machine with much else to do does not fail what a person would not notice. */
    private static final int SLOW = Integer.getInteger("wadi.slow", 3);

    static Browser browser;

    @TempDir
    Path folder;

    House house;
    Furnished furnished;

    @BeforeAll
    static void start() {
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void furnish() {
        browser.said.clear();
        house = new House(folder);
        furnished = new Furnished(house);
    }

    @AfterEach
    void close() {
        browser.leave();
        house.close();
        assertThat(browser.said).as("what the browser complained about").isEmpty();
    }

    final Page signedIn() {
        Page page = browser.page();
        page.navigate(house.link());
        page.waitForURL(house.url("/"));
        return page;
    }

    static void until(Page page, String condition) {
        page.waitForCondition(
                () -> Boolean.TRUE.equals(page.evaluate("Boolean(" + condition + ")")),
                new Page.WaitForConditionOptions().setTimeout(1_000 * SLOW));
    }

    static int click(Page page, String what) {
        page.click(what);
        return 1;
    }

    /** What a page has against it, in both schemes; it fits a phone, and there is a picture of it. */
    static List<String> seen(Page page, String name) {
        Browser.shoot(page, name);
        page.setViewportSize(390, 800);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 390"))
                .as(name + " fits 390 pixels")
                .isTrue();
        page.setViewportSize(1_280, 900);
        page.evaluate("window.scrollTo(0, 0)"); // what the header covers has no size
        List<String> flaws = new ArrayList<>(Browser.flaws(page));
        boolean dark = (Boolean) page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
        page.emulateMedia(scheme(!dark));
        flaws.addAll(Browser.flaws(page));
        page.emulateMedia(scheme(dark));
        return flaws;
    }

    private static Page.EmulateMediaOptions scheme(boolean dark) {
        return new Page.EmulateMediaOptions().setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT);
    }
}
