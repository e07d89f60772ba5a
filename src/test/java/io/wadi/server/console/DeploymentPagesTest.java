package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.Trigger;
import io.wadi.server.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment's page, and what is begun there. */
class DeploymentPagesTest {
    private static final String PAGE = "/deployments/orders-hourly";

    @TempDir
    Path folder;

    private House house;
    private Guest guest;

    @BeforeEach
    void build() {
        house = new House(folder);
        new Furnished(house);
        house.open("prod");
        guest = new Guest(house).enter();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Run run(Answer.Page answer) {
        assertThat(answer.status()).isEqualTo(303);
        return house.store
                .runs()
                .find(answer.headers().get("Location").replace("/runs/", ""))
                .orElseThrow();
    }

    @Test
    void itSaysWhenItRunsNextInBothZonesAndWhatItIs() {
        String text = Guest.text(guest.get(PAGE));
        assertThat(text).contains("every hour at minute 15", "Sun 22 Nov 13:15 Europe/Warsaw", "Sun 22 Nov 12:15 UTC");
        assertThat(text).contains("name: orders-hourly", "pipeline: orders", "cron: 15 * * * *");
        assertThat(text).contains("orders__lines", "1 new column: sku", "Rows by run of the last 31 runs");
    }

    @Test
    void aRunTakesWhatIsFilledInAndSaysWhoWantedIt() {
        Run run = run(guest.post(PAGE + "/run", "key=k1&p.start=2026-01-01&p.end="));
        assertThat(run.order().asks().parameters()).isEqualTo(Map.of("start", "2026-01-01"));
        assertThat(run.order().trigger()).isEqualTo(Trigger.CONSOLE);
        assertThat(run.order().by()).isEqualTo("local");
        assertThat(run.order().key()).contains("console k1");
    }

    @Test
    void whatIsWrongWithItIsSaidWithWhatToDo() {
        Answer.Page refused = guest.post(PAGE + "/run", "p.colour=red");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(Guest.text(refused)).contains("no parameter colour", "leave it out");
    }

    @Test
    void schedulesAreHeldAndGoOnAndThePageSaysSince() {
        assertThat(guest.post(PAGE + "/pause", "").headers()).containsEntry("Location", PAGE);
        assertThat(Guest.text(guest.get(PAGE))).contains("Held by local since", "Let schedules go on");
        assertThat(Guest.text(guest.get("/"))).contains("Held");
        guest.post(PAGE + "/resume", "");
        assertThat(Guest.text(guest.get(PAGE))).doesNotContain("Held by").contains("Hold schedules");
        assertThat(guest.get("/deployments/none").status()).isEqualTo(404);
    }
}
