package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.server.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are looked for, done something to together, and gone on with. */
class RunPagesTest {
    @TempDir
    Path folder;

    private House house;
    private Furnished furnished;
    private Guest guest;

    @BeforeEach
    void build() {
        house = new House(folder);
        furnished = new Furnished(house);
        house.open("prod");
        guest = new Guest(house).enter();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private RunState state(Run run) {
        return house.store.runs().find(run.id()).orElseThrow().state();
    }

    private static int rows(String text) {
        return text.split("<td class=\"pick\">", -1).length - 1;
    }

    @Test
    void runsAreFoundByIdNameKeyAndError() {
        assertThat(rows(Guest.text(guest.get("/runs?q=" + furnished.failed.id()))))
                .isEqualTo(1);
        assertThat(rows(Guest.text(guest.get("/runs?q=GITHUB")))).isEqualTo(7);
        assertThat(rows(Guest.text(guest.get("/runs?q=FROZEN%20as&state=failed"))))
                .isEqualTo(4);
        house.asked("orders-hourly", house.now);
        guest.post("/deployments/orders-hourly/run", "key=abc-77");
        assertThat(rows(Guest.text(guest.get("/runs?q=abc-77")))).isEqualTo(1);
        String none = Guest.text(guest.get("/runs?q=100%25_%3Ci%3E"));
        assertThat(none).contains("No run is like that", "value=\"100%_&lt;i").doesNotContain("<i>");
        assertThat(Guest.text(guest.get("/runs?q=orders"))).contains("state=failed&amp;q=orders");
    }

    @Test
    void severalAreCancelledOrTriedAgainAndWhatIsRefusedIsSaid() {
        Answer.Page cancelled = guest.post(
                "/runs:cancel", "run=" + furnished.running.id() + "&run=" + furnished.failed.id() + "&run=none");
        assertThat(Guest.text(cancelled))
                .contains(
                        "1 run cancelled, or asked to end.", "Not done:", "has ended: Failed", "there is no run none");
        assertThat(state(furnished.running)).isEqualTo(RunState.CANCELLING);
        Answer.Page again = guest.post("/runs:retry", "run=" + furnished.failed.id() + "&state=failed");
        assertThat(Guest.text(again)).contains("1 run tried again.").doesNotContain("Not done:");
        assertThat(state(furnished.failed)).isEqualTo(RunState.QUEUED);
        assertThat(Guest.text(guest.post("/runs:retry", ""))).contains("No run was chosen.");
    }

    @Test
    void aPackageIsShownWithWhatThePipelineRemembersAndIsGoneOnWith() {
        house.workshop.pack(furnished.failed.id(), true);
        String page = "/runs/" + furnished.failed.id();
        assertThat(Guest.text(guest.get(page)))
                .contains("merge, upsert", "with orders", "2026-11-22 11:15:02+00:00", "•••", "Resume its package")
                .contains("until then the pipeline remembers what was before", "&lt;img src=x")
                .doesNotContain("Replay<");
        Answer.Page going = guest.post(page + "/go-on", "");
        String next = going.headers().get("Location").replace("/runs/", "");
        assertThat(house.store.runs().find(next).orElseThrow().order().trigger())
                .isEqualTo(Trigger.RESUME);
        house.workshop.pack(furnished.good.id(), false);
        assertThat(Guest.text(guest.get("/runs/" + furnished.good.id())))
                .contains(">Replay<")
                .doesNotContain("Resume its package");
        assertThat(guest.post("/runs/" + furnished.good.id() + "/replay", "").status())
                .isEqualTo(303);
        Answer.Page early = guest.post("/runs/" + furnished.running.id() + "/replay", "");
        assertThat(early.status()).isEqualTo(409);
        assertThat(Guest.text(early)).contains("has not ended");
        house.ended("orders-hourly", house.now, java.time.Duration.ofSeconds(1), RunState.COMPLETED, "");
        Answer.Page none = guest.post("/runs/" + furnished.retrying.id() + "/go-on", "");
        assertThat(none.status()).isEqualTo(409);
    }
}
