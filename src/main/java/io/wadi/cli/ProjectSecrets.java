package io.wadi.cli;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.config.vault.Vaults;
import java.time.InstantSource;

/** The secrets of a project: those of this machine, then the vault's, each section under the name that settings give it. */
final class ProjectSecrets {
    /** {@code credentials.hubspot=hubspot-emea}: what routes call hubspot is another section here. */
    static final String SECTION = "credentials.";

    private ProjectSecrets() {}

    static Secrets read(Surroundings surroundings, Settings settings) {
        Secrets local = Secrets.read(surroundings.home(), surroundings.environment());
        return Vaults.of(settings, local, InstantSource.system())
                .map(local::and)
                .orElse(local)
                .under(section -> settings.get(SECTION + section)
                        .filter(other -> !other.isBlank())
                        .orElse(section));
    }
}
