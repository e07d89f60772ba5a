package io.wadi.testing;

import java.net.URI;
import java.util.List;

/** An AWS Secrets Manager: what tests may ask of it, whoever wrote the server. */
public interface SecretsManager extends AutoCloseable {
    /** An empty one, for who signs with this key: our own server, or the peer in the lane of peers, which takes any key. */
    static SecretsManager start(String accessKeyId, String secretAccessKey) {
        return Peer.used() ? new MotoSecrets() : new SecretsManagerServer(accessKeyId, secretAccessKey);
    }

    URI url();

    /** Makes a secret, or gives it another text. */
    void put(String name, String text);

    /** The names that were asked for, in order. */
    List<String> asked();

    @Override
    void close();
}
