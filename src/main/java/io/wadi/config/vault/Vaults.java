package io.wadi.config.vault;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.config.Vault;
import io.wadi.model.ConfigurationFailure;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vault that a project configures. Until it is asked for a secret, nothing of it is loaded. */
public final class Vaults {
    private Vaults() {}

    /**
     * @param secrets of this machine, where the vault's own may be
     * @throws ConfigurationFailure when what is configured cannot be used
     */
    public static Optional<Vault> of(Settings settings, Secrets secrets, InstantSource clock) {
        return VaultSettings.of(settings)
                .map(vault -> new Sections(store(vault, secrets.local()), vault.refresh(), clock));
    }

    /** The keys of settings that a vault has, with their defaults; empty where there is none. */
    public static Map<String, String> defaults() {
        return VaultSettings.defaults();
    }

    /** The secrets of whoever asks a vault. */
    public static List<String> secrets() {
        return AwsSecrets.KEYS.stream()
                .map(key -> AwsSecrets.SECTION + "." + key)
                .toList();
    }

    private static SecretStore store(VaultSettings vault, Secrets secrets) {
        return switch (vault.kind()) {
            case AWS -> new AwsSecrets(vault, secrets);
            case GOOGLE -> new CamelSecrets(vault, CamelSecrets.Service.GOOGLE);
            case AZURE -> new CamelSecrets(vault, CamelSecrets.Service.AZURE);
        };
    }
}
