package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.server.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new deployment, step by step. */
class NewPagesTest {
    private static final String SHOP = "name=shop-orders&host=db.example&port=5432&database=shop&user=reader&password=";

    @TempDir
    Path folder;

    private House house;
    private Guest ada;

    @BeforeEach
    void build() {
        house = new House(folder).open("dev");
        ada = new Guest(house).enter();
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** The hidden fields of a page, as its form sends them. */
    private static String fields(String page) {
        StringBuilder fields = new StringBuilder();
        Matcher hidden = Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"")
                .matcher(page.substring(page.indexOf("class=\"wizard\"")));
        while (hidden.find()) {
            if (!hidden.group(1).equals("csrf")) {
                fields.append(hidden.group(1))
                        .append('=')
                        .append(hidden.group(2).replace("*", "%2A").replace(" ", "+"))
                        .append('&');
            }
        }
        return fields.toString();
    }

    private String connected() {
        return Guest.text(ada.post("/new/connect", SHOP + House.PASSWORD));
    }

    @Test
    void fiveStepsMakeOneAndNoPageShowsThePassword() {
        String destination = connected();
        assertThat(destination).contains("PostgreSQL 17.6 answers to reader after 12 ms; it may read 2 of 3 tables");
        String tables = Guest.text(ada.post("/new/step", fields(destination) + "destination=duckdb&to=tables"));
        assertThat(tables).contains("public.orders", "12\u202f400", "its user may not read it", "by updated_at");
        String schedule =
                Guest.text(ada.post("/new/step", fields(tables) + "table=public.orders&reads=updated_at&to=schedule"));
        assertThat(schedule).contains("Mon 23 Nov 06:00 UTC");
        String review = Guest.text(
                ada.post("/new/step", fields(schedule) + "pace=weekdays&cron=&zone=Europe/Warsaw&to=review"));
        assertThat(review).contains("+  - name: shop-orders-weekdays", "shop-orders.password", "Download as a patch");
        Answer.Page saved = ada.post("/new/save", fields(review));
        assertThat(saved.headers()).containsEntry("Location", "/deployments/shop-orders-weekdays");
        Draft draft = house.workshop.saved.get(0);
        assertThat(draft.tables()).containsExactly("public.orders");
        assertThat(draft.reads()).isEqualTo("updated_at");
        assertThat(draft.secret()).isEqualTo(House.PASSWORD);
        assertThat(draft.toString()).doesNotContain(House.PASSWORD);
        for (String page : List.of(destination, tables, schedule, review)) {
            assertThat(page).doesNotContain(House.PASSWORD);
        }
    }

    @Test
    void aPasswordThatIsWrongIsSaidAndTheRestStays() {
        String page = Guest.text(ada.post("/new/connect", SHOP + "wrong"));
        assertThat(page).contains("PostgreSQL refused user reader", "look at the password", "value=\"db.example\"");
        assertThat(page).doesNotContain("value=\"wrong\"");
    }

    @Test
    void aDraftIsItsOwnersAlone() {
        String fields = fields(connected());
        Guest other = new Guest(house).enter();
        house.now = house.now.plusSeconds(3_700);
        String page = Guest.text(other.post("/new/step", fields + "destination=duckdb&to=tables"));
        assertThat(page).as("after an hour").contains("PostgreSQL refused user reader");
    }

    @Test
    void aScheduleThatIsNeverDueIsSaidWithTheStep() {
        String tables = Guest.text(ada.post("/new/step", fields(connected()) + "destination=duckdb&to=tables"));
        String schedule = Guest.text(ada.post("/new/step", fields(tables) + "table=public.orders&to=schedule"));
        String page =
                Guest.text(ada.post("/new/step", fields(schedule) + "pace=other&cron=0+0+31+2+%2A&zone=UTC&to=review"));
        assertThat(page).contains("no day is ever meant by it", "otherwise, as a cron");
        assertThat(Guest.text(ada.post("/new/step", fields(tables) + "to=schedule")))
                .contains("no table is chosen");
    }

    @Test
    void aSampleHidesWhatIsAboutPeopleAndRunsNothing() {
        String tables = Guest.text(ada.post("/new/step", fields(connected()) + "destination=duckdb&to=tables"));
        String page = Guest.text(ada.post("/new/sample", fields(tables) + "sample=public.orders"));
        assertThat(page)
                .contains("the first 2 rows", "•••", "looks like e-mail")
                .doesNotContain("<img", "<script>w");
    }

    @Test
    void whereFilesAreNotTheConsolesAPatchIsOffered() {
        house.workshop.closed = Optional.of("Under this profile files are changed by a deployment");
        String tables = Guest.text(ada.post("/new/step", fields(connected()) + "destination=duckdb&to=tables"));
        String review = Guest.text(ada.post("/new/step", fields(tables) + "table=public.orders&to=review"));
        assertThat(review).contains("Under this profile", "Download the patch").doesNotContain(">Save<");
        Answer.Page patch = ada.post("/new/patch", fields(review));
        assertThat(patch.headers().get("Content-Disposition")).contains("shop-orders-daily.patch");
        assertThat(Guest.text(patch)).contains("+++ b/deployments.yaml");
    }
}
