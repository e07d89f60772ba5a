package io.wadi.extract.rest;

import io.wadi.model.Deadline;
import java.util.Optional;

/** Who asks: the proof that goes with a request, and a newer one where it was refused. */
interface Credentials {
    Optional<Auth.Proof> proof(Deadline deadline);

    /** Whether there may be a newer proof than this one. */
    default boolean renews(Auth.Proof refused) {
        return false;
    }

    /**
     * Those of a resource. Secrets are looked up at once, tokens asked for with the first request.
     *
     * @throws io.wadi.model.ConfigurationFailure when a secret is not there
     */
    static Credentials of(Optional<Auth> auth, RestClient client) {
        if (auth.isEmpty()) {
            return deadline -> Optional.empty();
        }
        if (auth.get().kind().hasTokens()) {
            TokenEndpoint endpoint = new TokenEndpoint(auth.get(), client);
            Tokens tokens = client.commons().tokens(auth.get(), client.retry().clock());
            return new Credentials() {
                @Override
                public Optional<Auth.Proof> proof(Deadline deadline) {
                    return Optional.of(Auth.Proof.bearer(tokens.get(endpoint, deadline)));
                }

                @Override
                public boolean renews(Auth.Proof refused) {
                    tokens.refuse(refused.secrets().get(0));
                    return true;
                }
            };
        }
        return new RotatedSecret(auth.get(), client.secrets());
    }
}
