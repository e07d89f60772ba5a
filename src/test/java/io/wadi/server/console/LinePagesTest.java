package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.store.Audit;
import io.wadi.server.Answer;
import io.wadi.server.Served;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections, secrets, channels and packages, and what is done with them. */
class LinePagesTest {
    private static final String HOSTILE = Furnished.HOSTILE;

    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void build() {
        house = new House(folder);
        new Furnished(house);
        Stocked.with(house, HOSTILE);
        house.open("prod", Served.TOKENS, Users.NONE, Optional.empty());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Guest guest(String token) {
        return new Guest(house).signIn("token=" + token);
    }

    @Test
    void aConnectionIsTestedByOperatorsAndAllSeeWhatCameOfIt() {
        Guest oleg = guest(Served.OPERATOR);
        assertThat(Guest.text(oleg.get("/connections")))
                .contains("not since this server began", "github.token", "Missing");
        Answer.Page good = oleg.post("/connections/shop/test", "");
        assertThat(good.status()).isEqualTo(200);
        assertThat(Guest.text(good)).contains("PostgreSQL 17.6 answers to reader after 12 ms");
        Answer.Page bad = oleg.post("/connections/ledger/test", "");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(Guest.text(guest(Served.VIEWER).get("/connections")))
                .contains("did not answer within 10 s", "&lt;img", "by ci")
                .doesNotContain("<img", "<script>w", "action=\"/connections");
        assertThat(oleg.post("/connections/elsewhere/test", "").status()).isEqualTo(404);
        assertThat(house.store.audit().list(Optional.empty(), 20).stream()
                        .filter(entry -> entry.action().equals("test connection")))
                .extracting(Audit.Entry::target, Audit.Entry::outcome)
                .containsExactlyInAnyOrder(
                        Tuple.tuple("shop", 200), Tuple.tuple("ledger", 422), Tuple.tuple("elsewhere", 404));
    }

    @Test
    void channelsShowWhomTheyTellAndWhatBecameOfIt() {
        Guest oleg = guest(Served.OPERATOR);
        String page = Guest.text(oleg.get("/alerts"));
        assertThat(page)
                .contains("data-team", "pager", "crashed, failed", "Sent", "Tried again", "hooks.example answered 503")
                .contains("Nobody hears of", "rates-history")
                .doesNotContain("<img", "<script>w");
        assertThat(Guest.text(oleg.post("/alerts/data-team/test", ""))).contains("it took a test message");
        assertThat(house.switchboard.rung).containsExactly("data-team");
        assertThat(oleg.post("/alerts/pager/test", "").status()).isEqualTo(422);
        assertThat(Guest.text(oleg.get("/alerts"))).contains("the server answered 500", "look at its webhook");
        assertThat(oleg.post("/alerts/nobody/test", "").status()).isEqualTo(404);
    }

    @Test
    void packagesAreListedLookedAtVerifiedAndDroppedByTheirWholeName() throws java.io.IOException {
        Guest ada = new Guest(house).enter();
        assertThat(Guest.text(ada.get("/packages")))
                .containsSubsequence(Stocked.WAITING, Stocked.LOADED, "1795340000.7")
                .contains("unreadable", "its run ended as it began");
        String waiting = "/packages/" + Stocked.WAITING;
        assertThat(Guest.text(ada.get(waiting)))
                .contains("crc32c:00000000", "It waits to be loaded", "no load: it is the first");
        assertThat(Guest.text(ada.post("/packages/" + Stocked.LOADED + "/verify", "")))
                .contains("All 1 file are as written");
        Path part;
        try (var parts = Files.list(house.work.resolve("pipelines/orders/packages/" + Stocked.LOADED + "/parts"))) {
            part = parts.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(part);
        bytes[40] ^= 1;
        Files.write(part, bytes);
        assertThat(Guest.text(ada.post("/packages/" + Stocked.LOADED + "/verify", "")))
                .contains("1 of 1 file are not as written");
        Answer.Page unsure = ada.post(waiting + "/drop", "sure=1795349900");
        assertThat(unsure.status()).isEqualTo(422);
        assertThat(Guest.text(unsure)).contains("the load id was not repeated");
        assertThat(guest(Served.OPERATOR)
                        .post(waiting + "/drop", "sure=" + Stocked.WAITING)
                        .status())
                .isEqualTo(403);
        assertThat(ada.get(waiting).status()).isEqualTo(200);
        assertThat(ada.post(waiting + "/drop", "sure=" + Stocked.WAITING).headers())
                .containsEntry("Location", "/packages");
        assertThat(ada.get(waiting).status()).isEqualTo(404);
        assertThat(ada.get("/packages/1795").status()).isEqualTo(404);
    }
}
