package io.wadi.cli;

import io.wadi.flow.run.Run;
import io.wadi.flow.store.RunStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command on a run that there is. */
abstract class OneRun extends TellingCommand {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Parameters(index = "0", paramLabel = "ID", description = "Its id, or the beginning or end of it; see ./wadi runs.")
    String id = "";

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public final Integer call() {
        try (RunStore store = StoreSettings.of(surroundings(), project).open()) {
            return on(RunFinder.one(store, id), store);
        }
    }

    abstract int on(Run run, RunStore store);

    /** What its history says of it: who wanted that, and when. */
    final String by(String what, Instant now) {
        return what + " by " + surroundings().user() + ", " + UTC.format(now);
    }
}
