package io.wadi.load.s3;

import io.wadi.load.snowflake.FileFormat;
import io.wadi.model.CrashPoint;
import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the row of {@code _dlt_loads}: after the commit, and by whoever comes next where that one ended in between, in the
 * format of the load, which may not be that of the next.
 *
 * @param files makes a place for them to wait
 */
record Completion(Bucket bucket, Keys keys, Function<FileFormat, DataFiles> files) {
    /** Makes sure that the row of the load that {@code manifest} committed is there. */
    void of(HeadManifest manifest) {
        if (manifest.sequence() == 0) {
            return;
        }
        FileFormat format = manifest.format();
        String key = keys.first(LoadRow.TABLE, manifest.head().loadId(), format);
        if (bucket.head(key).isPresent()) {
            return;
        }
        LoadRow row = new LoadRow(manifest);
        try (DataFiles waiting = files.apply(format)) {
            waiting.write(row.columns(), List.of(row), Optional.empty(), (file, name) -> {
                try {
                    // Who was faster said the same.
                    bucket.create(key, Files.readAllBytes(file), format.contentType());
                    CrashPoint.LOADS_TOLD.pass();
                } catch (IOException e) {
                    throw new TransientFailure(
                            Explanation.of("file " + file + ", which waits to be uploaded, cannot be read")
                                    .fix("run again"),
                            e);
                }
            });
        }
    }
}
