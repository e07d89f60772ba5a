package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run as a person watches it, and what they do with it. */
class RunBrowserTest extends InBrowser {
    @Test
    void recordsLinesAndTheEndOfARunArriveWithinASecond() {
        house.open("prod");
        Page page = signedIn();
        String id = furnished.running.id();
        page.navigate(house.url("/runs/" + id));
        until(page, "document.querySelector('#follow-label:not([hidden])')");
        house.store.runs().tell(id, House.NODE, House.tally(0, 98_765));
        house.store
                .stations()
                .tell(
                        id,
                        House.NODE,
                        1,
                        List.of(),
                        Map.of("events", 4_567L, Furnished.HOSTILE, 12L, "_dlt_version", 1L));
        house.log(id, house.now, "WARN", "page 77 " + Furnished.HOSTILE + "\u202e");
        until(page, "document.querySelector('[data-live=records]').textContent === '98\u202f765'");
        until(page, "document.querySelector('[data-packed=events]').textContent === '4\u202f567'");
        until(page, "document.querySelectorAll('[data-packed]').length === 3");
        assertThat(page.textContent("#all-packed")).isEqualTo("4\u202f579");
        until(page, "document.querySelector('#lines').textContent.includes('⟨U+202E⟩')");
        house.store.runs().change(id, run -> run.to(RunState.FAILED, "the source has gone", house.now));
        until(page, "document.querySelector('.now')?.textContent.includes('Failed')");
        assertThat(page.textContent("#live")).contains("the source has gone");
        assertThat(page.evaluate("window.hurt")).isNull();
    }

    @Test
    void aRunIsCancelledAfterAQuestionAndRetriedByAClick() {
        house.open("prod");
        Page page = signedIn();
        page.navigate(house.url("/runs/" + furnished.running.id()));
        page.keyboard().press("c");
        assertThat(page.textContent("#confirm-text")).startsWith("Cancel this run of events-often?");
        page.click("#confirm-no");
        assertThat(state(furnished.running)).isEqualTo(RunState.RUNNING);
        page.click("text=Cancel");
        page.click("#confirm-yes");
        until(page, "document.querySelector('.now')?.textContent.includes('Cancelling')");
        assertThat(state(furnished.running)).isEqualTo(RunState.CANCELLING);
        page.navigate(house.url("/runs/" + furnished.failed.id()));
        page.click("text=Retry from the failed step");
        until(page, "document.querySelector('.now')?.textContent.includes('Queued')");
    }

    private RunState state(Run run) {
        return house.store.runs().find(run.id()).orElseThrow().state();
    }

    @Test
    void aPackageIsReplayedAndSeveralRunsAreCancelledAtOnce() {
        house.workshop.pack(furnished.good.id(), false);
        house.workshop.pack(furnished.failed.id(), true);
        house.open("prod");
        Page page = signedIn();
        List<String> flaws = new ArrayList<>();
        page.navigate(house.url("/runs/" + furnished.failed.id()));
        page.click("summary:has-text('Statements of its load')");
        assertThat(page.textContent("#statements pre")).contains("INSERT INTO", "<img src=x", "COMMIT;");
        flaws.addAll(seen(page, "run-package"));
        page.click("text=Resume its package");
        page.waitForSelector(".facts >> text=resume");
        page.navigate(house.url("/runs/" + furnished.good.id()));
        page.click("text=Replay");
        assertThat(page.textContent("#confirm-text")).startsWith("Load package 1795348800.123 once more");
        page.click("#confirm-yes");
        page.waitForSelector(".facts >> text=replay");
        page.navigate(house.url("/runs?state=waiting"));
        page.check("#all");
        int chosen = page.locator("[name=run]:checked").count();
        assertThat(chosen).isGreaterThanOrEqualTo(3);
        flaws.addAll(seen(page, "runs-chosen-dark"));
        page.click("text=Cancel chosen");
        page.click("#confirm-yes");
        page.waitForSelector("text=" + chosen + " runs cancelled");
        assertThat(page.locator("[name=run]").count()).isZero();
        page.fill("#q", "frozen");
        page.keyboard().press("Enter");
        page.waitForURL("**q=frozen**");
        page.click("text=Failed >> nth=0");
        assertThat(page.locator("#list tbody tr").count()).isEqualTo(4);
        assertThat(page.evaluate("window.hurt")).isNull();
        assertThat(flaws).isEmpty();
    }

    @Test
    void aBackfillBeginsFromTwoDaysOfTheCalendar() {
        Furnished.past(house);
        house.open("prod");
        Page page = signedIn();
        page.navigate(house.url("/deployments/prices-archive"));
        page.click("[data-day='2026-09-01']");
        page.click("[data-day='2026-09-10']");
        assertThat(page.inputValue("#from")).isEqualTo("2026-09-01");
        assertThat(page.inputValue("#to")).isEqualTo("2026-09-10");
        assertThat(page.locator(".d.in").count()).isEqualTo(10);
        List<String> flaws = new ArrayList<>(seen(page, "deployment-past-light"));
        page.click("text=Show what it would do");
        page.waitForSelector("text=Begin 10 runs");
        flaws.addAll(seen(page, "deployment-plan"));
        page.click("text=Begin 10 runs");
        page.waitForSelector("text=0 of 10");
        house.store.runs().keyed("prices-archive", "backfill:").stream()
                .filter(run ->
                        "2026-09-03".equals(run.order().asks().parameters().get("start")))
                .forEach(run -> {
                    house.store.runs().change(run.id(), each -> each.claimed(House.NODE, house.now));
                    house.store.runs().change(run.id(), each -> each.begun(1, house.now));
                    house.store.runs().change(run.id(), each -> each.to(RunState.COMPLETED, "", house.now));
                });
        page.waitForSelector("text=1 of 10");
        assertThat(page.locator("[data-day='2026-09-03']").getAttribute("class"))
                .contains("d-good");
        page.click("tr:has-text('2026-09-01') >> text=Stop");
        page.click("#confirm-yes");
        page.waitForSelector("text=9 cancelled");
        assertThat(flaws).isEmpty();
    }
}
