package io.wadi.testing;

import java.net.URI;
import java.util.List;

/** An S3 with one bucket that tests load into: what they may ask of it, whoever wrote the server. */
public interface S3Store extends AutoCloseable {
    /** An empty bucket: of our own server, or of the peer in the lane of peers. */
    static S3Store start(String bucket) {
        return Peer.used() ? new MotoBucket(bucket) : new S3Server(bucket);
    }

    URI url();

    /** Of all objects, in order. */
    List<String> keys();

    byte[] bytes(String key);

    void put(String key, byte[] bytes);

    /** How many uploads were begun and neither completed nor aborted. */
    int unfinished();

    /** Each request that came, as its method and path. */
    List<String> requests();

    @Override
    void close();
}
