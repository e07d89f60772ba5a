package io.wadi.config.vault;

import java.util.Optional;

/** A service that keeps texts under names. */
interface SecretStore {
    /** What it is called. */
    String title();

    /** What the secret of a section is called there. */
    String name(String section);

    /**
     * The text of a secret; empty when there is none of that name.
     *
     * @throws io.wadi.model.TransientFailure when it is not reached
     * @throws io.wadi.model.TerminalFailure when it refuses
     */
    Optional<String> text(String name);
}
