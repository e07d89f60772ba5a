package io.wadi.load.s3;

import io.wadi.load.Fate;
import io.wadi.load.Leaving;
import io.wadi.load.Sweep;
import io.wadi.model.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Uploads that a load began and did not end: they cost storage and no listing shows them. A load notes that it may have some
 * before its first; the next try of it aborts them, and so does whoever commits after it was given up.
 */
final class HalfDone {
    private final Bucket bucket;
    private final Keys keys;
    private final String loadId;
    private final List<String> others;
    private boolean noted;

    /** Aborts what an earlier try of this load left. */
    HalfDone(Bucket bucket, Keys keys, String loadId) {
        this.bucket = bucket;
        this.keys = keys;
        this.loadId = loadId;
        this.others = new ArrayList<>(bucket.list(keys.uploads(), Integer.MAX_VALUE).stream()
                .map(key -> key.substring(keys.uploads().length()))
                .toList());
        this.noted = others.remove(loadId);
        if (noted) {
            abort(loadId);
        }
    }

    /** Before an upload in several requests begins. */
    void note() {
        if (!noted) {
            bucket.create(keys.upload(loadId), new byte[0], "text/plain");
            noted = true;
        }
    }

    /** This load has no more: it ended, or was overtaken. */
    void end() {
        if (noted) {
            bucket.delete(keys.upload(loadId));
        }
    }

    /** After the commit no other load from before can come to its end. What cannot be tidied now is the next load's. */
    void tidy(Predicate<String> loaded) {
        try {
            for (String other : others) {
                if (!loaded.test(other)) {
                    abort(other);
                }
                bucket.delete(keys.upload(other));
            }
        } catch (Failure e) {
            // The load itself is done.
        }
    }

    /** What loads noted that ended in between. How old a note is says nothing: a load that is tried again keeps it. */
    static List<Leaving> sweep(Bucket bucket, Keys keys, Sweep sweep, String head, Predicate<String> loaded) {
        List<Leaving> found = new ArrayList<>();
        for (String key : bucket.list(keys.uploads(), Integer.MAX_VALUE)) {
            String id = key.substring(keys.uploads().length());
            Fate fate = Fate.of(id, loaded.test(id), List.of(head), Instant.MAX, sweep);
            if (fate.goes() && !sweep.dry()) {
                if (fate != Fate.LOADED) {
                    abort(bucket, keys, id);
                }
                bucket.delete(key);
            }
            found.add(new Leaving(
                    "half-done uploads of load " + id,
                    "s3://" + bucket.name() + "/" + keys.data(),
                    0,
                    fate.why(),
                    fate.goes()));
        }
        return found;
    }

    private void abort(String id) {
        abort(bucket, keys, id);
    }

    private static void abort(Bucket bucket, Keys keys, String id) {
        ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
                .bucket(bucket.name())
                .prefix(keys.data())
                .build();
        List<MultipartUpload> uploads = bucket.asked(
                keys.data(),
                s3 -> s3.listMultipartUploadsPaginator(request).uploads().stream()
                        .filter(upload -> keys.isOf(upload.key(), id))
                        .toList());
        uploads.forEach(upload -> bucket.asked(
                upload.key(),
                s3 -> s3.abortMultipartUpload(
                        abort -> abort.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId()))));
    }
}
