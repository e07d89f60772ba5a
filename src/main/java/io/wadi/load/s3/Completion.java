package io.wadi.load.s3;

import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Writes the row of {@code _dlt_loads}: after the commit, and by whoever comes next where that one ended in between. */
record Completion(Bucket bucket, Keys keys) {
    private static final String NAME = "part-0.parquet";

    /** Makes sure that the row of the load that {@code manifest} committed is there. */
    void of(HeadManifest manifest, DataFiles files) {
        if (manifest.sequence() == 0) {
            return;
        }
        String key = keys.folder(LoadRow.TABLE, manifest.head().loadId()) + NAME;
        if (bucket.head(key).isPresent()) {
            return;
        }
        LoadRow row = new LoadRow(manifest);
        files.write(row.columns(), List.of(row), Optional.empty(), (file, name) -> {
            try {
                // Who was faster said the same.
                bucket.create(key, Files.readAllBytes(file), Upload.TYPE);
            } catch (IOException e) {
                throw new TransientFailure(
                        Explanation.of("file " + file + ", which waits to be uploaded, cannot be read")
                                .fix("run again"),
                        e);
            }
        });
    }
}
