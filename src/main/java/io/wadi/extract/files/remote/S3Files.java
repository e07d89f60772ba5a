package io.wadi.extract.files.remote;

import io.wadi.extract.files.FileStore;
import io.wadi.extract.files.FoundFile;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.component.aws2.s3.AWS2S3Configuration;
import org.apache.camel.component.aws2.s3.client.AWS2S3ClientFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Files of a bucket, through the client that Camel's component makes: login, region, proxy and retries are its own. */
public final class S3Files implements FileStore {
    private final RemotePlace place;
    private final S3Client client;
    private final Fetched fetched = new Fetched();

    public S3Files(RemotePlace place) {
        this.place = place;
        AWS2S3Configuration configuration = new AWS2S3Configuration();
        configuration.setBucketName(place.host());
        if (place.section().isEmpty()) {
            configuration.setUseDefaultCredentialsProvider(true);
        } else {
            configuration.setAccessKey(place.required("access-key-id"));
            configuration.setSecretKey(place.required("secret-access-key"));
            place.secret("session-token").ifPresent(token -> {
                configuration.setUseSessionCredentials(true);
                configuration.setSessionToken(token);
            });
        }
        if (!place.region().isEmpty()) {
            configuration.setRegion(place.region());
        }
        if (!place.endpoint().isEmpty()) {
            configuration.setOverrideEndpoint(true);
            configuration.setUriEndpointOverride(place.endpoint());
            configuration.setForcePathStyle(true);
        }
        this.client = asked(() -> AWS2S3ClientFactory.getS3Client(configuration));
    }

    @Override
    public List<FoundFile> list(Deadline deadline) {
        String root = place.path().root();
        List<FoundFile> found = new ArrayList<>();
        return asked(() -> {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(place.host()).prefix(root))
                    .contents()) {
                deadline.check();
                if (place.path().matches(object.key().substring(root.length()))) {
                    found.add(new FoundFile(place.name(object.key()), object.size(), object.lastModified()));
                }
            }
            found.sort(Comparator.comparing(FoundFile::path));
            return found;
        });
    }

    @Override
    public Path fetch(FoundFile file, Deadline deadline) {
        Path to = fetched.next();
        try (Deadline.Registration registration = deadline.onCancel(client::close)) {
            asked(() -> client.getObject(request -> request.bucket(place.host()).key(place.at(file.path())), to));
        } catch (Failure e) {
            deadline.check();
            throw e;
        }
        return to;
    }

    @Override
    public boolean stays() {
        return false;
    }

    @Override
    public void delete(FoundFile file) {
        asked(() -> client.deleteObject(request -> request.bucket(place.host()).key(place.at(file.path()))));
    }

    @Override
    public void move(FoundFile file, String folder) {
        String to = place.moved(file.path(), folder, this::exists);
        asked(() -> client.copyObject(request -> request.sourceBucket(place.host())
                .sourceKey(place.at(file.path()))
                .destinationBucket(place.host())
                .destinationKey(to)));
        delete(file);
    }

    private boolean exists(String key) {
        return asked(() -> {
            try {
                client.headObject(request -> request.bucket(place.host()).key(key));
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            }
        });
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (AwsServiceException e) {
            Explanation told = Explanation.of("S3 refuses bucket " + place.host() + ": "
                            + e.awsErrorDetails().errorCode() + ", status " + e.statusCode())
                    .at(place.beginning());
            if (e.statusCode() >= 500 || e.statusCode() == 429) {
                throw new TransientFailure(told, e);
            }
            throw new TerminalFailure(told.fix("check the bucket, the region and the rights of the credentials"), e);
        } catch (SdkException e) {
            throw new TransientFailure(
                    Explanation.of("S3 cannot be reached: " + e.getMessage())
                            .at(place.beginning())
                            .fix("check credentials, region and endpoint, then run again"),
                    e);
        }
    }

    @Override
    public boolean finds(String folder) {
        return place.finds(folder);
    }

    @Override
    public void close() {
        fetched.close();
        client.close();
    }
}
