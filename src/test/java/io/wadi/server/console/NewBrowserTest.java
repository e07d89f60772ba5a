package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deployments made by clicking. */
class NewBrowserTest extends InBrowser {
    @Test
    void aDeploymentIsMadeAndRunInTwelveClicksOrFewer() {
        house.open("dev");
        Page page = signedIn();
        page.navigate(house.url("/deployments"));
        List<String> flaws = new ArrayList<>();
        int clicks = click(page, "text=New deployment");
        page.waitForURL(house.url("/new"));
        flaws.addAll(seen(page, "new-1-source"));
        page.fill("#name", "shop-orders");
        page.fill("#host", "db.example");
        page.fill("#database", "shop");
        page.fill("#user", "reader");
        page.fill("#password", House.PASSWORD);
        clicks += click(page, "text=Connect");
        page.waitForSelector("text=Where its tables go");
        flaws.addAll(seen(page, "new-2-destination"));
        clicks += click(page, "text=Next: tables");
        page.waitForSelector("#tables");
        clicks += click(page, "[aria-label='Sample of public.orders']");
        page.waitForSelector("#sample");
        clicks += click(page, "input[value='public.orders'][type=checkbox]");
        flaws.addAll(seen(page, "new-3-tables"));
        clicks += click(page, "text=Next: schedule");
        page.waitForSelector("#firings");
        page.check("input[value=weekdays]");
        until(
                page,
                "document.querySelector('#firings').textContent.includes('Fri 27 Nov')"
                        + " && !document.querySelector('#firings').textContent.includes('Sat')");
        page.fill("#zone", "Mars/Olympus");
        page.locator("#zone").blur();
        until(page, "document.querySelector('#firings').textContent.includes('no time zone Mars')");
        page.fill("#zone", "Europe/Warsaw");
        page.check("input[value=daily]");
        until(page, "document.querySelector('#firings').textContent.includes('Europe/Warsaw')");
        flaws.addAll(seen(page, "new-4-schedule"));
        clicks += click(page, "text=Next: review");
        page.waitForSelector(".diff");
        flaws.addAll(seen(page, "new-5-review"));
        clicks += click(page, ".buttons >> text=Save");
        page.waitForURL(house.url("/deployments/shop-orders-daily"));
        clicks += click(page, "summary:has-text('Run now')");
        clicks += click(page, "text=Run it");
        page.waitForURL("**/runs/*");
        assertThat(page.textContent(".now")).contains("Queued");
        assertThat(clicks).isLessThanOrEqualTo(12);
        assertThat(page.evaluate("window.hurt")).isNull();
        assertThat(flaws).isEmpty();
    }

    @Test
    void aDeploymentOfAnApiIsMadeByClicking() {
        house.open("dev");
        Page page = signedIn();
        page.navigate(house.url("/new"));
        page.fill("#name", "web-orders");
        page.check("input[value=api]");
        assertThat(page.locator("#host").isVisible()).isFalse();
        page.fill("#url", "https://api.example.com/v1/orders");
        page.selectOption("#auth", "bearer");
        page.fill("#secret", House.PASSWORD);
        List<String> flaws = new ArrayList<>(seen(page, "new-api-1-source"));
        int clicks = click(page, "text=Connect");
        page.waitForSelector("text=Where its tables go");
        clicks += click(page, "text=Next: tables");
        page.waitForSelector("#pages");
        assertThat(page.inputValue("#pages")).isEqualTo("json_link $.next");
        assertThat(page.isChecked("input[value='public.orders'][type=checkbox]"))
                .isTrue();
        flaws.addAll(seen(page, "new-api-3-records"));
        clicks += click(page, "text=Next: schedule");
        clicks += click(page, "text=Next: review");
        page.waitForSelector(".diff");
        clicks += click(page, ".buttons >> text=Save");
        page.waitForURL(house.url("/deployments/web-orders-daily"));
        assertThat(clicks).isLessThanOrEqualTo(8);
        Draft saved = house.workshop.saved.get(0);
        assertThat(saved.from())
                .isEqualTo(new From.Api("https://api.example.com/v1/orders", "bearer", "X-Api-Key", ""));
        assertThat(saved.pages()).isEqualTo("json_link $.next");
        assertThat(saved.secret()).isEqualTo(House.PASSWORD);
        assertThat(flaws).isEmpty();
    }

    @Test
    void aDeploymentOfFilesIsMadeByClicking() {
        house.open("dev");
        Page page = signedIn();
        page.navigate(house.url("/new"));
        page.fill("#name", "drop-orders");
        page.check("input[value=files]");
        assertThat(page.locator("#host").isVisible()).isFalse();
        assertThat(page.locator("#url").isVisible()).isFalse();
        page.fill("#path", "/srv/orders");
        List<String> flaws = new ArrayList<>(seen(page, "new-files-1-source"));
        int clicks = click(page, "text=Connect");
        page.waitForSelector("text=The folder answers");
        clicks += click(page, "text=Next: tables");
        page.waitForSelector("#reads");
        flaws.addAll(seen(page, "new-files-3-files"));
        clicks += click(page, "text=Next: schedule");
        clicks += click(page, "text=Next: review");
        page.waitForSelector(".diff");
        clicks += click(page, ".buttons >> text=Save");
        page.waitForURL(house.url("/deployments/drop-orders-daily"));
        assertThat(clicks).isLessThanOrEqualTo(8);
        assertThat(house.workshop.saved.get(0).from()).isEqualTo(new From.Files("/srv/orders", "", "", ""));
        assertThat(flaws).isEmpty();
    }
}
