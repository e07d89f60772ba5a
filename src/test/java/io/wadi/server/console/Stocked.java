package io.wadi.server.console;

import io.wadi.flow.alert.Change;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Notice;
import io.wadi.flow.alert.Trouble;
import io.wadi.flow.alert.Watch;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.Column;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.RecordBatch;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageState;
import io.wadi.pack.PackageStore;
import io.wadi.pack.PartsWriter;
import io.wadi.pack.SchemaDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Of what lies beside runs some: data, packages, channels and messages. */
final class Stocked {
    static final String LOADED = "1795348800.123";
    static final String WAITING = "1795349900.5";
    private static final String CHANNELS = "\"alerts\": {\"data-team\": {\"to\": {\"slack\": \"ops\"}}, \"pager\":"
            + " {\"to\": {\"webhook\": \"pager\"}, \"on\": [\"failed\", \"crashed\"]}}, \"alert\": [\"data-team\", \"pager\"]";

    private Stocked() {}

    static void with(House house, String odd) {
        house.warehouse.filled(odd);
        house.deploy("orders-hourly", "\"schedule\": [{\"every\": \"1h\"}], " + CHANNELS);
        house.deploy("github-issues", "\"schedule\": [{\"every\": \"20m\"}], " + CHANNELS);
        Instant now = house.now;
        made(house, "orders", LOADED, now.minus(Duration.ofMinutes(40)), true).mark(PackageState.LOADED);
        made(house, "orders", WAITING, now.minus(Duration.ofMinutes(5)), true);
        made(house, "github", "1795340000.7", now.minus(Duration.ofHours(3)), false);
        broken(house);
        told(house, odd, now);
    }

    private static Identity identity(String pipeline, String loadId, Instant at) {
        return new Identity(
                pipeline, pipeline, "input", "shop", "duckdb://wadi.duckdb", loadId, at, "0".repeat(32), "");
    }

    private static PackageDirectory made(House house, String pipeline, String loadId, Instant at, boolean whole) {
        PackageDirectory made =
                new PackageStore(house.work, pipeline).create(identity(pipeline, loadId, at), Base.NONE);
        if (whole) {
            made.extracted(
                    List.of(new Extracted(
                            pipeline, Hints.NONE, "1-" + pipeline + ".journal", 3, 30, "crc32c:00000000")),
                    Optional.empty());
            Column id = Column.required("id", DataType.BIGINT);
            Schema schema = new Schema(
                    pipeline,
                    List.of(new Table(
                            pipeline, Optional.empty(), pipeline, WriteDisposition.APPEND, List.of(id), true)));
            ColumnVector ids = new ColumnVector(Storage.FIXED);
            for (int row = 0; row < 30; row++) {
                ids.appendLong(row);
            }
            try (PartsWriter parts = made.parts()) {
                parts.append(pipeline, List.of(id), new RecordBatch(30, List.of(ids)));
                made.normalised(SchemaDocument.write(schema, schema, Base.NONE, Clearing.NONE), parts.seal());
            }
        }
        return made;
    }

    private static void broken(House house) {
        try {
            Files.createDirectories(house.work.resolve("pipelines/rates/packages/1795330000.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void told(House house, String odd, Instant now) {
        Channel team = new Channel("data-team", Channel.Way.SLACK, "ops", List.of(), Optional.empty(), Trouble.USUAL);
        Notice notice = new Notice(
                Notice.Mood.ALERT,
                "github-issues",
                Optional.of(Trouble.FAILED),
                "github-issues failed: column " + odd + " is frozen as bigint",
                Optional.empty(),
                now.toString(),
                List.of());
        var incidents = house.store.incidents();
        for (String name : List.of("github-issues", "orders-hourly")) {
            incidents.settle(
                    name,
                    new Watch(List.of(team), Watch.NOBODY.expected()),
                    open -> List.of(new Change.Opened(Trouble.FAILED, Optional.empty(), notice, true)),
                    now.minus(Duration.ofMinutes(9)));
        }
        incidents
                .tellings()
                .claim("data-team", House.NODE, now)
                .ifPresent(telling -> incidents.tellings().told(telling, now));
        incidents
                .tellings()
                .claim("data-team", House.NODE, now)
                .ifPresent(telling -> incidents.tellings().failed(telling, "hooks.example answered 503", now));
    }
}
