package io.wadi.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** moto's S3, emptied. There is one: who opens it has it until somebody else does. */
final class MotoBucket implements S3Store {
    private static final String READER = "AKIAREADER";

    private final String bucket;
    private final S3Client client;

    MotoBucket(String bucket) {
        this.bucket = bucket;
        Peer.MOTO.post("/moto-api/reset");
        client = S3Client.builder()
                .endpointOverride(url())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(READER, "-")))
                .build();
        client.createBucket(request -> request.bucket(bucket));
    }

    @Override
    public URI url() {
        return Peer.MOTO.url();
    }

    @Override
    public List<String> keys() {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public byte[] bytes(String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    @Override
    public void put(String key, byte[] bytes) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    @Override
    public int unfinished() {
        return client.listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .size();
    }

    @Override
    public List<String> requests() {
        List<String> requests = new ArrayList<>();
        Peer.MOTO.get("/__log").forEach(line -> {
            // not those of this class
            if (!line.get(0).asText().equals(READER)) {
                requests.add(line.get(1).asText());
            }
        });
        return requests;
    }

    @Override
    public void close() {
        client.close();
    }
}
