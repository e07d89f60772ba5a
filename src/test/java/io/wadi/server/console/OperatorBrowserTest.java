package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.wadi.flow.run.RunState;
import io.wadi.server.Role;
import io.wadi.server.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What operators do by clicking, what others are not offered, and every page that the router has. */
class OperatorBrowserTest extends InBrowser {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void aRunIsPausedAndGoesOn() {
        house.open("prod");
        Page page = signedIn();
        String id = furnished.running.id();
        page.navigate(house.url("/runs/" + id));
        page.click(".actions >> text=Pause");
        until(page, "document.querySelector('.now')?.textContent.includes('pausing')");
        assertThat(page.locator(".actions >> text=Pause").count())
                .as("asked once")
                .isZero();
        house.store
                .runs()
                .change(id, run -> run.to(RunState.PAUSED, "paused by local between two packages", house.now));
        until(page, "document.querySelector('.now')?.textContent.includes('Paused')");
        assertThat(seen(page, "run-paused")).isEmpty();
        page.click(".actions >> text=Resume");
        until(page, "document.querySelector('.now')?.textContent.includes('Queued')");
        assertThat(page.textContent(".steps")).contains("Paused", "resumed by local");
        assertThat(house.store.runs().find(id).orElseThrow().state()).isEqualTo(RunState.QUEUED);
    }

    @Test
    void schedulesOfADeploymentAreHeldAndGoOn() {
        house.open("prod");
        Page page = signedIn();
        page.navigate(house.url("/deployments/orders-hourly"));
        page.click("text=Hold schedules");
        page.waitForSelector("text=Held by local since");
        assertThat(seen(page, "deployment-held")).isEmpty();
        page.click(".brand");
        page.waitForURL(house.url("/"));
        assertThat(page.textContent("tr:has-text('orders-hourly')")).contains("Held");
        page.navigate(house.url("/deployments/orders-hourly"));
        page.click("text=Let schedules go on");
        page.waitForSelector("text=Hold schedules");
        assertThat(page.textContent("main")).doesNotContain("Held by");
        page.navigate(house.url("/audit"));
        assertThat(page.textContent("main")).contains("hold schedules", "let schedules go on");
    }

    @Test
    void whoSignsInByAPasswordMayWhatTheirRoleMay() throws IOException {
        Path file = folder.resolve("users");
        List<String> lines = new ArrayList<>();
        for (Role role : Role.values()) {
            lines.add(Users.line(role.name().toLowerCase(java.util.Locale.ROOT), role, PASSWORD));
        }
        Files.write(file, lines);
        house.open("prod", Tokens.NONE, Users.read(file), Optional.empty());
        List<String> flaws = new ArrayList<>();
        for (Role role : Role.values()) {
            boolean operates = role.compareTo(Role.OPERATOR) >= 0;
            boolean edits = role.compareTo(Role.EDITOR) >= 0;
            Page page = browser.page(ColorScheme.LIGHT, 1_280, true);
            page.navigate(house.url("/deployments"));
            if (role == Role.VIEWER) {
                flaws.addAll(seen(page, "login-password"));
                page.fill("#name", "viewer");
                page.fill("#password", "wrong");
                page.click("text=Sign in >> nth=-1");
                page.waitForSelector("[role=alert]");
                flaws.addAll(seen(page, "login-refused"));
            }
            page.fill("#name", role.name().toLowerCase(java.util.Locale.ROOT));
            page.fill("#password", PASSWORD);
            page.click("button:has-text('Sign in')");
            page.waitForURL(house.url("/deployments"));
            assertThat(page.locator("text=New deployment").count() > 0)
                    .as("%s makes", role)
                    .isEqualTo(edits);
            assertThat(page.locator("nav >> text=Audit").count() > 0)
                    .as("%s audits", role)
                    .isEqualTo(edits);
            page.navigate(house.url("/runs/" + furnished.failed.id()));
            assertThat(page.locator("text=Retry from the failed step").count() > 0)
                    .as("%s retries", role)
                    .isEqualTo(operates);
            page.navigate(house.url("/audit"));
            assertThat(page.locator("h1").textContent().equals("Audit"))
                    .as("%s, audit", role)
                    .isEqualTo(edits);
        }
        browser.said.removeIf(said -> said.matches(".*status of 40[13].*"));
        assertThat(flaws).isEmpty();
    }

    @Test
    void everyPageOfTheRouterIsForEverybodyInBothSchemes() {
        Stocked.with(house, Furnished.HOSTILE);
        Furnished.past(house);
        house.workshop.pack(furnished.failed.id(), true);
        house.open("prod");
        List<String> paths = house.console().routes().stream()
                .filter(route -> route.method().equals("GET"))
                .map(Route::path)
                .filter(path -> !path.endsWith("/log.txt") && !path.endsWith("/events"))
                .map(path -> path.replace("/runs/{id}", "/runs/" + furnished.failed.id())
                        .replace("/packages/{id}", "/packages/" + Stocked.WAITING)
                        .replace("{name}", "prices-archive")
                        .replace("{dataset}", "shop")
                        .replace("{table}", "orders"))
                .toList();
        assertThat(paths).hasSizeGreaterThan(12).noneMatch(path -> path.contains("{"));
        List<String> flaws = new ArrayList<>();
        Page page = signedIn();
        for (String path : paths) {
            assertThat(page.navigate(house.url(path)).status()).as(path).isEqualTo(200);
            page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })");
            flaws.addAll(seen(page, "route" + path.replaceAll("[^a-z]+", "-")));
        }
        assertThat(page.evaluate("window.hurt")).isNull();
        assertThat(flaws).isEmpty();
    }
}
