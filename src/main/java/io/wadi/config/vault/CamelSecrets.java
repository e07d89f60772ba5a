package io.wadi.config.vault;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.model.Unquoted;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.vault.AzureVaultConfiguration;
import org.apache.camel.vault.GcpVaultConfiguration;
import org.apache.camel.vault.VaultConfiguration;

/** Google's and Azure's vaults, through the functions of Camel's that whoever needs them adds as jars. */
final class CamelSecrets implements SecretStore {
    /** What Camel calls them, and the component that has the function. */
    enum Service {
        GOOGLE("Google Secret Manager", "gcp", "camel-google-secret-manager"),
        AZURE("Azure Key Vault", "azure", "camel-azure-key-vault");

        private final String title;
        private final String function;
        private final String artifact;

        Service(String title, String function, String artifact) {
            this.title = title;
            this.function = function;
            this.artifact = artifact;
        }
    }

    private static final Set<String> MISSING = Set.of("NotFoundException", "ResourceNotFoundException");
    private static final Set<String> UNREACHED =
            Set.of("UnavailableException", "DeadlineExceededException", "UnknownHostException", "ConnectException");

    private final VaultSettings settings;
    private final Service service;

    CamelSecrets(VaultSettings settings, Service service) {
        this.settings = settings;
        this.service = service;
    }

    @Override
    public String title() {
        return service.title;
    }

    /** Their names have letters, digits and dashes, Google's underscores too. */
    @Override
    public String name(String section) {
        String allowed = service == Service.GOOGLE ? "[^A-Za-z0-9_-]" : "[^A-Za-z0-9-]";
        return (settings.prefix() + section).replaceAll(allowed, "-");
    }

    @Override
    public Optional<String> text(String name) {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.setVaultConfiguration(configuration());
            return Optional.ofNullable(function(camel).apply(name));
        } catch (IOException | RuntimeException e) {
            List<String> causes = causes(e);
            if (causes.stream().anyMatch(MISSING::contains)) {
                return Optional.empty();
            }
            throw e instanceof ConfigurationFailure failure ? failure : told(e, name, causes);
        }
    }

    private PropertiesFunction function(CamelContext camel) {
        return Optional.ofNullable(camel.getPropertiesComponent().getPropertiesFunction(service.function))
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of(service.title + " is configured, and Camel's component for it is not here")
                                .fix("put org.apache.camel:" + service.artifact + ":"
                                        + CamelContext.class.getPackage().getImplementationVersion()
                                        + " and what it depends on into the folder drivers")));
    }

    private VaultConfiguration configuration() {
        Map<String, String> own = settings.own();
        VaultConfiguration vaults = new VaultConfiguration();
        if (service == Service.GOOGLE) {
            GcpVaultConfiguration google = new GcpVaultConfiguration();
            google.setProjectId(own.get("project"));
            Optional.ofNullable(own.get("service-account"))
                    .ifPresentOrElse(
                            file -> google.setServiceAccountKey("file:" + file),
                            () -> google.setUseDefaultInstance(true));
            vaults.setGcpVaultConfiguration(google);
        } else {
            AzureVaultConfiguration azure = new AzureVaultConfiguration();
            azure.setVaultName(own.get("name"));
            azure.setAzureIdentityEnabled(true);
            vaults.setAzureVaultConfiguration(azure);
        }
        return vaults;
    }

    /** By the names of what their clients throw; the messages are left out. */
    private Failure told(Exception raised, String name, List<String> causes) {
        if (causes.stream().anyMatch(UNREACHED::contains)) {
            return new TransientFailure(
                    Explanation.of(service.title + " cannot be reached: " + causes.get(causes.size() - 1))
                            .fix("check the network and the settings vault.*, then run again"),
                    new Unquoted(raised));
        }
        return new TerminalFailure(
                Explanation.of(service.title + " does not give secret " + name + ": " + String.join(" by ", causes))
                        .fix(
                                service == Service.GOOGLE
                                        ? "allow secretmanager.versions.access on it to who asks"
                                                + " (roles/secretmanager.secretAccessor), and check vault.project"
                                        : "allow who asks to get secrets (Key Vault Secrets User), and check vault.name"),
                new Unquoted(raised));
    }

    private static List<String> causes(Throwable raised) {
        return Stream.iterate(raised, Objects::nonNull, Throwable::getCause)
                .map(cause -> cause.getClass().getSimpleName())
                .toList();
    }
}
