package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.backfill.Course;
import io.wadi.flow.backfill.Courses;
import io.wadi.flow.run.RunState;
import io.wadi.server.Answer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calendar of a deployment, and the backfills that begin there. */
class PastPagesTest {
    private static final String PAGE = "/deployments/prices-archive";

    @TempDir
    Path folder;

    private House house;
    private Guest guest;

    @BeforeEach
    void build() {
        house = new House(folder);
        Furnished.past(house);
        house.open("prod");
        guest = new Guest(house).enter();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<Course> courses() {
        return new Courses(house.store).of("prices-archive");
    }

    /** The one of this test, which is as old as the one before. */
    private Course mine() {
        return courses().stream()
                .filter(course -> course.from().startsWith("2026-09"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachDayIsWhatItsWindowsAre() {
        Year year = Year.of(courses(), LocalDate.of(2026, 11, 22), ZoneId.of("Europe/Warsaw"));
        assertThat(year.count(Year.State.LOADED)).isEqualTo(11 * 7);
        assertThat(year.count(Year.State.FAILED)).isEqualTo(7);
        assertThat(year.count(Year.State.UNDER_WAY)).isEqualTo(7);
        assertThat(year.stretches())
                .filteredOn(same -> same.state() == Year.State.FAILED)
                .containsExactly(new Year.Same(LocalDate.of(2026, 6, 29), LocalDate.of(2026, 7, 5), Year.State.FAILED));
        assertThat(year.days()).hasSize(371).last().extracting(Year.Day::y).isEqualTo(6 * Year.CELL);
        assertThat(year.stretches().stream().mapToLong(Year.Same::days).sum()).isEqualTo(371);
        assertThat(year.text()).contains("77 loaded", "7 failed", "280 missing");
    }

    @Test
    void hoursThatAreLoadedAreAPartOfTheirDay() {
        guest.post(PAGE + "/backfill", "from=2026-09-01T02:00&to=2026-09-01T08:00&every=6h&start=start&end=end");
        mine().legs().forEach(leg -> {
            house.store.runs().change(leg.run().id(), run -> run.claimed(House.NODE, house.now));
            house.store.runs().change(leg.run().id(), run -> run.begun(1, house.now));
            house.store.runs().change(leg.run().id(), run -> run.to(RunState.COMPLETED, "", house.now));
        });
        Year year = Year.of(courses(), LocalDate.of(2026, 9, 1), ZoneId.of("UTC"));
        assertThat(year.count(Year.State.PARTLY)).isEqualTo(1);
    }

    @Test
    void whatWouldBeDoneIsSaidFirstAndThenDone() {
        String asked = Guest.text(
                guest.get(PAGE + "?plan=yes&missing=yes&every=1w&from=2026-06-29&to=2026-07-19&start=start&end=end"));
        assertThat(asked).contains("3 windows from 2026-06-29 to 2026-07-20", "Begin ");
        Answer.Page begun = guest.post(
                PAGE + "/backfill", "missing=yes&every=1d&from=2026-09-01&to=2026-09-04&start=start&end=end");
        assertThat(begun.headers()).containsEntry("Location", PAGE + "#past");
        Course course = mine();
        assertThat(course.legs()).hasSize(4);
        assertThat(course.by()).isEqualTo("local");
        assertThat(Guest.text(guest.get(PAGE))).contains("0 of 4", course.id(), "every 5s");
        guest.post(PAGE + "/backfills/" + course.id() + "/stop", "");
        assertThat(mine().states()).containsOnlyKeys(RunState.CANCELLED);
        guest.post(PAGE + "/backfills/" + course.id() + "/retry", "");
        assertThat(mine().states()).containsOnlyKeys(RunState.QUEUED);
    }

    @Test
    void whatIsNoStretchIsSaidInWords() {
        assertThat(Guest.text(guest.get(PAGE + "?plan=yes&every=1d&from=2026-06-29&to=2026-06-01")))
                .contains("it ends before it begins");
        assertThat(Guest.text(guest.get(PAGE + "?plan=yes&every=1s&from=2026-06-01&to=2026-06-29")))
                .contains("more than 2000 runs");
        assertThat(guest.post(PAGE + "/backfill", "every=1d&from=x&to=y").status())
                .isEqualTo(422);
        assertThat(guest.post("/deployments/none/backfill", "every=1d").status())
                .isEqualTo(404);
        assertThat(Guest.text(guest.get(PAGE + "?until=2020-12-31"))).contains("2020-12-31: missing", "Today");
        assertThat(guest.get(PAGE + "?until=no-day").status()).isEqualTo(200);
    }
}
