package io.wadi.server.console;

import io.wadi.flow.Asks;
import io.wadi.flow.backfill.Fill;
import io.wadi.flow.backfill.Stretch;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.Stations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a house looks like in which somebody lives: of everything some. */
final class Furnished {
    static final String HOSTILE = "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</script>";

    final Run good;
    final Run failed;
    final Run running;
    final Run retrying;

    Furnished(House house) {
        this(house, HOSTILE);
    }

    /** @param column that a failure speaks of */
    Furnished(House house, String column) {
        Instant now = house.now;
        house.deploy(
                "orders-hourly",
                "\"schedule\": [{\"cron\": \"15 * * * *\", \"timezone\": \"Europe/Warsaw\"}], \"timezone\":"
                        + " \"Europe/Warsaw\", \"tags\": [\"shop\"]");
        house.deploy("customers-daily", "\"schedule\": [{\"cron\": \"0 6 * * *\", \"timezone\": \"Europe/London\"}]");
        house.deploy("github-issues", "\"schedule\": [{\"every\": \"20m\"}]");
        house.deploy("rates-history", "\"destination\": \"duckdb\"");
        house.deploy("events-often", "\"schedule\": [{\"every\": \"5m\"}]");
        for (int i = 30; i > 0; i--) {
            house.ended(
                    "orders-hourly",
                    now.minus(Duration.ofHours(i)),
                    took(i),
                    i == 7 ? RunState.COMPLETED_WITH_WARNINGS : i == 12 ? RunState.FAILED : RunState.COMPLETED,
                    i == 7 ? "orders: column milestone is new" : i == 12 ? "the source answered 503" : "");
        }
        good = house.ended("orders-hourly", now.minus(Duration.ofMinutes(40)), took(3), RunState.COMPLETED, "");
        for (int i = 8; i > 2; i--) {
            house.ended("customers-daily", now.minus(Duration.ofDays(i)), took(i), RunState.COMPLETED, "");
        }
        for (int i = 6; i > 0; i--) {
            house.ended(
                    "github-issues",
                    now.minus(Duration.ofMinutes(20L * i)),
                    took(i),
                    i > 3 ? RunState.COMPLETED : RunState.FAILED,
                    i > 3 ? "" : "column issues.score is frozen as bigint, got text in 3 of 12 400 rows");
        }
        failed = house.ended(
                "github-issues",
                now.minus(Duration.ofMinutes(3)),
                took(5),
                RunState.FAILED,
                "column issues." + column + " is frozen as bigint, got text in 3 of 12 400 rows");
        house.ended(
                "events-often",
                now.minus(Duration.ofMinutes(20)),
                took(2),
                RunState.CRASHED,
                "node server-house-1 is gone");
        running = house.running("events-often", now.minus(Duration.ofSeconds(34)));
        Instant began = now.minusSeconds(34);
        house.store
                .stations()
                .tell(
                        running.id(),
                        House.NODE,
                        1,
                        List.of(
                                new Stations.Stretch(1, "extract", began, now),
                                new Stations.Stretch(1, "normalise", began.plusSeconds(2), now.minusSeconds(1))),
                        Map.of("events", 3_000L, "events__lines", 7_411L));
        house.log(running.id(), now.minus(Duration.ofSeconds(30)), "INFO", "extract events: page 1 of GET /events");
        retrying = house.running("rates-history", now.minus(Duration.ofMinutes(2)));
        house.store
                .runs()
                .change(
                        retrying.id(),
                        run -> run.awaits(now.plusSeconds(30), "the source answered 503", now.minusSeconds(60)));
        house.asked("orders-hourly", now.minus(Duration.ofMinutes(11)));
        house.store.deployments().hold("customers-daily", Optional.empty());
    }

    /** A deployment with a past: weeks of a summer, one of which failed and one of which is under way. */
    static void past(House house) {
        house.deploy("prices-archive", "\"timezone\": \"Europe/Warsaw\"");
        Stretch summer = new Stretch(
                "2026-06-01",
                "2026-08-30",
                "1w",
                false,
                Stretch.START,
                Stretch.END,
                2,
                false,
                Asks.NOTHING,
                Optional.empty());
        List<Fill.Part> parts =
                house.backfill("prices-archive", summer, false, "ann").fill().parts();
        List<Run> runs = house.store.runs().keyed("prices-archive", "backfill:");
        for (int i = 0; i < parts.size(); i++) {
            String start = parts.get(i).window().start();
            String id = runs.stream()
                    .filter(run -> start.equals(run.order().asks().parameters().get("start")))
                    .findFirst()
                    .orElseThrow()
                    .id();
            house.store.runs().change(id, run -> run.claimed(House.NODE, house.now));
            house.store.runs().change(id, run -> run.begun(1, house.now));
            if (i != 7) {
                RunState end = i == 4 ? RunState.FAILED : RunState.COMPLETED;
                house.store
                        .runs()
                        .change(id, run -> run.to(end, end.isGood() ? "" : "the source answered 503", house.now));
            }
        }
    }

    private static Duration took(int seed) {
        return Duration.ofMillis(2_000 + 900L * (seed * 7 % 11));
    }
}
