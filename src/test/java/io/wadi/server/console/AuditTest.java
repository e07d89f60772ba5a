package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.wadi.flow.store.Audit;
import io.wadi.server.Served;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the audit is enough to know afterwards what was done. */
class AuditTest {
    @TempDir
    Path folder;

    private House house;
    private Furnished furnished;

    @BeforeEach
    void build() {
        house = new House(folder);
        furnished = new Furnished(house);
        house.open("prod", Served.TOKENS, Users.NONE, Optional.empty());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatIsDoneToSeveralIsInTheAuditByTheirIds() {
        String both = furnished.failed.id() + "," + furnished.good.id();
        new Guest(house)
                .signIn("token=" + Served.OPERATOR)
                .post("/runs:retry", "run=" + furnished.failed.id() + "&run=" + furnished.good.id());
        assertThat(house.store.audit().list(Optional.empty(), 20))
                .filteredOn(entry -> entry.action().equals("retry runs"))
                .extracting(Audit.Entry::target)
                .containsExactly(both);
    }

    @Test
    void whatIsAskedIsInTheAuditWholeAndWithWhatCameOfIt() {
        Guest oleg = new Guest(house).signIn("token=" + Served.OPERATOR);
        assertThat(oleg.post("/deployments/orders-hourly/run", "p.colour=red").status())
                .isEqualTo(422);
        String sql = "select " + "1, ".repeat(300) + "email from people";
        oleg.post("/data/shop", "sql=" + sql.replace(" ", "+"));
        assertThat(house.store.audit().list(Optional.empty(), 20))
                .extracting(Audit.Entry::action, Audit.Entry::target, Audit.Entry::outcome)
                .contains(tuple("run deployment", "orders-hourly", 422))
                .anySatisfy(
                        entry -> assertThat(entry.toList().get(1)).asString().endsWith("email from people"));
        assertThat(Guest.text(new Guest(house).enter().get("/audit"))).contains("email from people");
    }

    @Test
    void whatIsConnectedToIsInTheAuditWithoutWhatMayBeSecret() {
        Guest ada = new Guest(house).enter();
        ada.post("/new/connect", "name=shop-orders&kind=sql&host=db.example&user=reader&password=hunter2");
        ada.post("/new/connect", "name=shop-orders&kind=rest&url=https://ann:hunter2@api.example/v1?token=hunter2");
        assertThat(house.store.audit().list(Optional.empty(), 20))
                .filteredOn(entry -> entry.action().equals("connect to a source"))
                .extracting(Audit.Entry::target)
                .containsExactly("shop-orders api.example", "shop-orders db.example");
    }
}
