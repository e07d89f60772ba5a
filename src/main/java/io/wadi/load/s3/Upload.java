package io.wadi.load.s3;

import io.wadi.load.Meter;
import io.wadi.model.CrashPoint;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A file becomes an object, once and whole; large ones in several requests, of which none holds more than a buffer. */
final class Upload {
    private static final String SUM = "wadi-sha256";

    private final Bucket bucket;
    private final HalfDone halfDone;
    private final long step;
    private final Meter meter;
    private final String type;

    /**
     * @param step how many bytes go with one request; Amazon takes no fewer than 5 MiB
     * @param type of the files
     */
    Upload(Bucket bucket, HalfDone halfDone, long step, String type, Meter meter) {
        this.type = type;
        this.bucket = bucket;
        this.halfDone = halfDone;
        this.step = step;
        this.meter = meter;
    }

    /**
     * @return its size in bytes
     * @throws TerminalFailure when another file is there already
     */
    long put(Path file, String key) {
        try {
            Slice whole = new Slice(file, 0, Files.size(file));
            String sum;
            try (InputStream in = whole.open()) {
                sum = Digests.sha256(in);
            }
            Optional<HeadObjectResponse> there = bucket.head(key);
            if (there.isEmpty()) {
                if (created(whole, key, sum)) {
                    meter.uploaded(whole.length());
                } else {
                    there = bucket.head(key);
                }
            }
            there.ifPresent(object -> compare(object, whole, key, sum));
            CrashPoint.FILE_UPLOADED.pass();
            return whole.length();
        } catch (IOException | UncheckedIOException e) {
            throw new TransientFailure(
                    Explanation.of("file " + file + ", which waits to be uploaded, cannot be read")
                            .fix("see whether its disk is there, then run again"),
                    e);
        }
    }

    private boolean created(Slice whole, String key, String sum) throws IOException {
        if (whole.length() > step) {
            return inSteps(whole, key, sum);
        }
        String md5 = md5(whole);
        return bucket.created(
                key,
                s3 -> s3.putObject(
                        request -> request.bucket(bucket.name())
                                .key(key)
                                .contentType(type)
                                .contentMD5(md5)
                                .metadata(Map.of(SUM, sum))
                                .ifNoneMatch("*"),
                        body(whole)));
    }

    private boolean inSteps(Slice whole, String key, String sum) throws IOException {
        halfDone.note();
        String id = bucket.asked(
                key,
                s3 -> s3.createMultipartUpload(request -> request.bucket(bucket.name())
                                .key(key)
                                .contentType(type)
                                .metadata(Map.of(SUM, sum)))
                        .uploadId());
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long from = 0; from < whole.length(); from += step) {
                Slice slice = new Slice(whole.file(), from, Math.min(step, whole.length() - from));
                parts.add(part(slice, key, id, parts.size() + 1));
            }
            boolean created = bucket.created(
                    key,
                    s3 -> s3.completeMultipartUpload(request -> request.bucket(bucket.name())
                            .key(key)
                            .uploadId(id)
                            .ifNoneMatch("*")
                            .multipartUpload(all -> all.parts(parts))));
            if (!created) {
                abort(key, id);
            }
            return created;
        } catch (Failure e) {
            try {
                abort(key, id);
            } catch (Failure another) {
                // It is noted that this load may have uploads: the next try aborts them.
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    private CompletedPart part(Slice slice, String key, String id, int number) throws IOException {
        String md5 = md5(slice);
        UploadPartResponse done = bucket.asked(
                key,
                s3 -> s3.uploadPart(
                        request -> request.bucket(bucket.name())
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentMD5(md5),
                        body(slice)));
        return CompletedPart.builder().partNumber(number).eTag(done.eTag()).build();
    }

    private void abort(String key, String id) {
        bucket.asked(
                key,
                s3 -> s3.abortMultipartUpload(
                        request -> request.bucket(bucket.name()).key(key).uploadId(id)));
    }

    private RequestBody body(Slice slice) {
        return RequestBody.fromContentProvider(
                () -> {
                    try {
                        return slice.open();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                slice.length(),
                type);
    }

    private static String md5(Slice slice) throws IOException {
        try (InputStream in = slice.open()) {
            return Digests.md5(in);
        }
    }

    private void compare(HeadObjectResponse object, Slice whole, String key, String sum) {
        if (object.contentLength() != whole.length()
                || !sum.equals(object.metadata().get(SUM))) {
            throw new TerminalFailure(Explanation.of("object s3://" + bucket.name() + "/" + key
                            + " is there with other content; it was not overwritten, for pipes read a file once, and"
                            + " nothing was loaded")
                    .fix("run again with --fresh: that makes a load of its own. Other versions of Wadi or DuckDB write"
                            + " other bytes, and what an earlier try left is part of no load"));
        }
    }
}
