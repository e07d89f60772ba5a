package io.wadi.server.console;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, and what went wrong in its pages. Where there is none, only a build server minds. */
public final class Browser implements AutoCloseable {
    public static final Path SHOTS = Path.of("target", "screenshots");
    private static final String AXE = axe();

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    public final List<String> said = new ArrayList<>();

    public Browser() {
        Optional<Path> chromium = chromium();
        Assumptions.assumeTrue(
                chromium.isPresent() || "true".equals(System.getenv("CI")), "there is no chromium on the PATH");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    private static Optional<Path> chromium() {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A page of somebody who has never been here. */
    public Page page(ColorScheme scheme, int width, boolean scripts) {
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, 900)
                .setLocale("en-GB")
                .setJavaScriptEnabled(scripts));
        context.setDefaultTimeout(10_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                said.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> said.add(page.url() + ": " + error));
        return page;
    }

    public Page page() {
        return page(ColorScheme.LIGHT, 1_280, true);
    }

    /** What a page has against the rules of WCAG 2.2 AA, each with an element that shows it. */
    public static List<String> flaws(Page page) {
        page.evaluate(AXE);
        Object found = page.evaluate(
                "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
                        + ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0,"
                        + " 160) + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | ')))");
        // What axe hid for a moment and shows again: a page that is swapped would take it for an inline style.
        page.evaluate("document.querySelectorAll('[style=\"\"]').forEach(each => each.removeAttribute('style'))");
        List<String> flaws = new ArrayList<>();
        for (Object each : (List<?>) found) {
            flaws.add(page.url() + " " + each);
        }
        return flaws;
    }

    public static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** What is on the screen, for the documentation. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
    }

    private static String axe() {
        try (InputStream script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"), "axe")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all pages: what they ask for after this is nobody's. */
    public void leave() {
        browser.contexts().forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
