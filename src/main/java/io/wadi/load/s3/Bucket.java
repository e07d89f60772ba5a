package io.wadi.load.s3;

import io.wadi.model.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket for the time of one call: requests end with the deadline, and fail in words for people. */
final class Bucket implements AutoCloseable {
    static final int NOT_FOUND = 404;
    static final int EXISTS = 412;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final S3Place place;
    private final Deadline deadline;
    private final S3Client client;
    private final Deadline.Registration closing;

    Bucket(S3Place place, Deadline deadline) {
        this.place = place;
        this.deadline = deadline;
        try {
            this.client = client(place);
        } catch (SdkException e) {
            throw S3Failures.of(e, place, "");
        }
        this.closing = deadline.onCancel(client::close);
    }

    /** Checksums of our own go with each upload; those in trailers, and chunks within a body, not every S3 understands. */
    private static S3Client client(S3Place place) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build());
        place.login().ifPresent(login -> builder.credentialsProvider(StaticCredentialsProvider.create(of(login))));
        place.region().ifPresent(region -> builder.region(Region.of(region)));
        place.endpoint().ifPresent(endpoint -> {
            builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
            if (place.region().isEmpty()) {
                builder.region(Region.US_EAST_1);
            }
        });
        return builder.build();
    }

    private static AwsCredentials of(S3Place.Login login) {
        return login.sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(login.accessKeyId(), login.secretAccessKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(login.accessKeyId(), login.secretAccessKey()));
    }

    String name() {
        return place.bucket();
    }

    Deadline deadline() {
        return deadline;
    }

    Optional<byte[]> get(String key) {
        return found(
                key,
                s3 -> s3.getObjectAsBytes(request -> request.bucket(name()).key(key))
                        .asByteArray());
    }

    Optional<HeadObjectResponse> head(String key) {
        return found(key, s3 -> s3.headObject(request -> request.bucket(name()).key(key)));
    }

    /** @return false when there is such an object, which stays as it is */
    boolean create(String key, byte[] bytes, String type) {
        return created(
                key,
                s3 -> s3.putObject(
                        request -> request.bucket(name())
                                .key(key)
                                .contentType(type)
                                .contentMD5(Digests.md5(bytes))
                                .ifNoneMatch("*"),
                        RequestBody.fromBytes(bytes)));
    }

    /** The first keys that begin so, in their order. */
    List<String> list(String prefix, int most) {
        return asked(prefix, s3 -> {
            List<String> keys = new ArrayList<>();
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket(name())
                    .prefix(prefix)
                    .maxKeys(Math.min(most, 1000))
                    .build();
            for (S3Object object : s3.listObjectsV2Paginator(request).contents()) {
                keys.add(object.key());
                if (keys.size() == most) {
                    break;
                }
            }
            return keys;
        });
    }

    void delete(String key) {
        asked(key, s3 -> s3.deleteObject(request -> request.bucket(name()).key(key)));
    }

    /** Runs what makes an object that must be new; false when it is there. */
    boolean created(String key, Consumer<S3Client> request) {
        return asked(key, s3 -> {
            try {
                request.accept(s3);
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == EXISTS) {
                    return false;
                }
                throw e;
            }
        });
    }

    private <T> Optional<T> found(String key, Function<S3Client, T> request) {
        return asked(key, s3 -> {
            try {
                return Optional.of(request.apply(s3));
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND && !S3Failures.code(e).equals("NoSuchBucket")) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** @param key what a failure names */
    <T> T asked(String key, Function<S3Client, T> request) {
        deadline.check();
        try {
            return request.apply(client);
        } catch (SdkException | IllegalStateException e) {
            // A client that was closed because the run was cancelled says so in several ways.
            if (deadline.isCancelled()) {
                deadline.check();
            }
            if (e instanceof SdkException told) {
                throw S3Failures.of(told, place, key);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        closing.close();
        client.close();
    }
}
