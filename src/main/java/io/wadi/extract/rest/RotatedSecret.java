package io.wadi.extract.rest;

import io.wadi.model.Deadline;
import java.util.Optional;

/** A secret that is sent as it is. When it is refused it is looked up again, once for each value: it may have been rotated. */
final class RotatedSecret implements Credentials {
    private final Auth auth;
    private final SecretSource secrets;
    private Auth.Proof proof;

    /** @throws io.wadi.model.ConfigurationFailure when the secret is not there */
    RotatedSecret(Auth auth, SecretSource secrets) {
        this.auth = auth;
        this.secrets = secrets;
        this.proof = auth.prove(secrets);
    }

    @Override
    public synchronized Optional<Auth.Proof> proof(Deadline deadline) {
        return Optional.of(proof);
    }

    /** Of requests at once the first asks, and the others find what it got. */
    @Override
    public synchronized boolean renews(Auth.Proof refused) {
        if (proof.value().equals(refused.value())) {
            secrets.refused(auth.section());
            proof = auth.prove(secrets);
        }
        return !proof.value().equals(refused.value());
    }
}
