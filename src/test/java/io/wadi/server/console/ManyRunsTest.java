package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.run.RunState;
import io.wadi.server.Served;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists take as long with a hundred thousand runs, one a minute for ten weeks, as with a hundred. */
@Tag("chaos")
class ManyRunsTest {
    private static final int RUNS = 100_000;
    private static final int ASKED = 21;
    /** A list that reads them all takes hundreds of times as long. */
    private static final double MOST = 40;

    private static final List<String> PAGES = List.of(
            "/runs",
            "/runs?state=failed",
            "/runs?name=deployment-7",
            "/runs?state=failed&name=deployment-7",
            "/runs?before=many-60000",
            "/runs?state=completed&before=many-90000",
            "/data",
            "/alerts",
            "/");
    /** These do not list runs or deployments here. */
    private static final List<String> OF_ALL = List.of("/data", "/alerts");

    @TempDir
    Path folder;

    @Test
    void listsOfManyRunsTakeHardlyLongerThanThoseOfOne() throws SQLException {
        try (House house = new House(folder)) {
            for (int i = 0; i < 20; i++) {
                house.deploy("deployment-" + i, "");
            }
            house.ended("deployment-1", house.now.minusSeconds(60), Duration.ofSeconds(1), RunState.COMPLETED, "");
            house.open("prod", Served.TOKENS, Users.NONE, Optional.empty());
            Guest vera = new Guest(house).signIn("token=" + Served.VIEWER);
            Map<String, Long> ofOne = new HashMap<>();
            PAGES.forEach(page -> ofOne.put(page, median(vera, page)));
            multiply();
            long search = median(vera, "/runs?q=nowhere-to-be-found");
            assertThat(search).as("nanoseconds of a search that finds nothing").isLessThan(2_000_000_000L);
            for (String page : PAGES) {
                assertThat(Guest.text(vera.get(page))).as(page).contains(OF_ALL.contains(page) ? "<h1" : "deployment-");
                assertThat((double) median(vera, page) / ofOne.get(page))
                        .as("how many times longer %s takes", page)
                        .isLessThan(MOST);
            }
        }
    }

    private static long median(Guest guest, String page) {
        long[] nanos = LongStream.range(0, ASKED)
                .map(i -> {
                    long began = System.nanoTime();
                    guest.get(page);
                    return System.nanoTime() - began;
                })
                .sorted()
                .toArray();
        return nanos[ASKED / 2];
    }

    /** Makes many of the one that is there. */
    private void multiply() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("runs.sqlite"));
                Statement statement = connection.createStatement()) {
            List<String> columns = new ArrayList<>();
            try (var found = statement.executeQuery("select name from pragma_table_info('wadi_run')")) {
                while (found.next()) {
                    columns.add(found.getString(1));
                }
            }
            List<String> values = columns.stream()
                    .map(column -> switch (column) {
                        case "id" -> "'many-' || i";
                        case "deployment" -> "'deployment-' || (i % 20)";
                        case "state" -> "case i % 23 when 0 then 'Failed' else state end";
                        case "created_at", "due_at", "started_at", "ended_at" -> column + " - i * 60000";
                        default -> column;
                    })
                    .toList();
            int made = statement.executeUpdate("insert into wadi_run (" + String.join(", ", columns)
                    + ") with recursive n(i) as (select 1 union all select i + 1 from n where i < " + RUNS + ") select "
                    + String.join(", ", values) + " from wadi_run, n");
            assertThat(made).isEqualTo(RUNS);
        }
    }
}
