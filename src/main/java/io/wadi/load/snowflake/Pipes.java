package io.wadi.load.snowflake;

import io.wadi.load.snowflake.SnowflakeSettings.Login;
import io.wadi.model.Deadline;
import io.wadi.model.Pause;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who tells pipes of files, as which user.
 *
 * @param login by key: REST endpoints know no password
 * @param ids of requests, each another
 */
public record Pipes(
        SnowflakeSettings settings, Login.Keys login, InstantSource clock, Supplier<String> ids, Pause pause) {
    /** @param files of one load */
    public Telling telling(String dataset, List<PipeFile> files, Deadline deadline) {
        return new Telling(
                new PipeApi(settings, login, clock, ids, pause, deadline),
                file -> Snowpipe.pipe(settings.databaseName(), dataset, file),
                files,
                clock,
                pause,
                deadline);
    }
}
