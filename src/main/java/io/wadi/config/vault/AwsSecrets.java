package io.wadi.config.vault;

import io.wadi.config.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * AWS Secrets Manager. Who asks is found as all of AWS's tools do, unless this machine has {@code vault.access-key-id} and
 * {@code vault.secret-access-key} among its secrets.
 */
final class AwsSecrets implements SecretStore {
    static final String SECTION = "vault";
    static final List<String> KEYS = List.of("access-key-id", "secret-access-key", "session-token");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final VaultSettings settings;
    private final Map<String, String> own;
    private final Secrets secrets;

    AwsSecrets(VaultSettings settings, Secrets secrets) {
        this.settings = settings;
        this.own = settings.own();
        this.secrets = secrets;
    }

    @Override
    public String title() {
        return "AWS Secrets Manager";
    }

    @Override
    public String name(String section) {
        return settings.prefix() + section;
    }

    @Override
    public Optional<String> text(String name) {
        try (SecretsManagerClient client = client()) {
            GetSecretValueResponse secret = client.getSecretValue(request -> request.secretId(name));
            return Optional.of(Optional.ofNullable(secret.secretString())
                    .orElseGet(() -> secret.secretBinary().asUtf8String()));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsRefusal.of(e, title(), name, own);
        }
    }

    private SecretsManagerClient client() {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
                .overrideConfiguration(limits -> limits.apiCallTimeout(LONGEST));
        login().ifPresent(login -> builder.credentialsProvider(StaticCredentialsProvider.create(login)));
        Optional.ofNullable(own.get("endpoint"))
                .map(URI::create)
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).region(Region.US_EAST_1));
        Optional.ofNullable(own.get("region")).map(Region::of).ifPresent(builder::region);
        return builder.build();
    }

    private Optional<AwsCredentials> login() {
        return secrets.find(SECTION, KEYS.get(0))
                .flatMap(id -> secrets.find(SECTION, KEYS.get(1))
                        .map(key -> secrets.find(SECTION, KEYS.get(2))
                                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, key, token))
                                .orElseGet(() -> AwsBasicCredentials.create(id, key))));
    }
}
