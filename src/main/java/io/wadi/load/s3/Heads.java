package io.wadi.load.s3;

import io.wadi.load.s3.HeadManifest.Receipt;
import io.wadi.load.sql.SystemTables;
import io.wadi.model.Explanation;
import io.wadi.model.LoadPackage;
import io.wadi.model.StalePackage;
import io.wadi.model.TerminalFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The loads of a pipeline, one object each, numbered. Whoever makes the next number has committed; it is made only if it is
 * not there, so of two that began at the same head one is told that it is stale.
 */
final class Heads {
    private static final String JSON = "application/json";

    private final Bucket bucket;
    private final Keys keys;

    Heads(Bucket bucket, Keys keys) {
        this.bucket = bucket;
        this.keys = keys;
    }

    HeadManifest newest() {
        return bucket.list(keys.heads(), 1).stream().findFirst().map(this::read).orElse(HeadManifest.NONE);
    }

    /** The receipt of a load, wherever it is. */
    Optional<Receipt> receipt(HeadManifest newest, String loadId) {
        return find(newest, manifest -> manifest.receipt(loadId));
    }

    /** The receipt of the load of this key, wherever it is. */
    Optional<Receipt> keyed(HeadManifest newest, String key) {
        return find(newest, manifest -> manifest.keyed(key));
    }

    private Optional<Receipt> find(HeadManifest newest, Function<HeadManifest, Optional<Receipt>> in) {
        HeadManifest manifest = newest;
        Optional<Receipt> receipt = in.apply(manifest);
        while (receipt.isEmpty() && manifest.sequence() > HeadManifest.RECEIPTS) {
            manifest = read(keys.head(manifest.sequence() - HeadManifest.RECEIPTS));
            receipt = in.apply(manifest);
        }
        return receipt;
    }

    /** The last receipts, newest first. */
    List<Receipt> receipts(int limit) {
        HeadManifest manifest = newest();
        List<Receipt> receipts = new ArrayList<>(manifest.receipts());
        while (receipts.size() < limit && manifest.sequence() > HeadManifest.RECEIPTS) {
            manifest = read(keys.head(manifest.sequence() - HeadManifest.RECEIPTS));
            receipts.addAll(manifest.receipts());
        }
        return receipts.subList(0, Math.min(limit, receipts.size()));
    }

    /** @throws StalePackage when another load has that number */
    void commit(HeadManifest next, LoadPackage load) {
        String key = keys.head(next.sequence());
        if (!bucket.create(key, HeadText.write(next), JSON)) {
            // The answer to a first try may have been lost, and the client asked again by itself.
            Receipt there = read(key).load();
            if (!there.equals(next.load())) {
                SystemTables.compare(load, there.loadId());
                throw new StalePackage(Explanation.of("load " + load.loadId() + " of pipeline " + load.pipeline()
                                + " was loaded from another package meanwhile; nothing was loaded")
                        .fix("run again"));
            }
        }
    }

    /**
     * Where the pipeline never loaded: that this S3 does not overwrite what must be new. Some ignore that silently.
     *
     * @throws TerminalFailure when it does
     */
    void probe() {
        byte[] once = "This object can be written once.".getBytes(StandardCharsets.UTF_8);
        boolean first = bucket.create(keys.probe(), once, "text/plain");
        boolean second = bucket.create(keys.probe(), once, "text/plain");
        if (first && second) {
            throw new TerminalFailure(Explanation.of("this S3 ignores If-None-Match: it overwrote an object that must"
                            + " be written once, so two loads at the same time could both commit; nothing was loaded")
                    .at("s3://" + bucket.name() + "/" + keys.probe())
                    .fix("use an S3 that knows conditional writes"));
        }
    }

    private HeadManifest read(String key) {
        String at = "s3://" + bucket.name() + "/" + key;
        return HeadText.read(
                bucket.get(key)
                        .orElseThrow(() -> new TerminalFailure(Explanation.of("a load's manifest is gone")
                                .at(at)
                                .fix("restore it: lifecycle rules must spare " + keys.heads()))),
                at);
    }
}
