package io.wadi.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** moto's Secrets Manager, emptied. There is one: who opens it has it until somebody else does. */
final class MotoSecrets implements SecretsManager {
    private static final String ASKED = "secretsmanager.GetSecretValue ";

    private final SecretsManagerClient client;
    private final Set<String> names = new HashSet<>();

    MotoSecrets() {
        Peer.MOTO.post("/moto-api/reset");
        client = SecretsManagerClient.builder()
                .endpointOverride(url())
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAWRITER", "-")))
                .build();
    }

    @Override
    public URI url() {
        return Peer.MOTO.url();
    }

    @Override
    public void put(String name, String text) {
        if (names.add(name)) {
            client.createSecret(request -> request.name(name).secretString(text));
        } else {
            client.putSecretValue(request -> request.secretId(name).secretString(text));
        }
    }

    @Override
    public List<String> asked() {
        List<String> asked = new ArrayList<>();
        Peer.MOTO.get("/__log").forEach(line -> {
            String request = line.get(1).asText();
            if (request.startsWith(ASKED)) {
                asked.add(request.substring(ASKED.length()));
            }
        });
        return asked;
    }

    @Override
    public void close() {
        client.close();
    }
}
