package io.wadi.load.s3;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of a bucket, and who may write there.
 *
 * @param prefix without slashes at its ends; empty for the whole bucket
 * @param region empty to ask the environment
 * @param endpoint of an S3 that is not Amazon's; its buckets are part of the path
 * @param login empty to ask the environment, as all of AWS's tools do
 */
public record S3Place(
        String bucket, String prefix, Optional<String> region, Optional<String> endpoint, Optional<Login> login) {
    private static final Pattern ADDRESS = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    /** An access key; shows nothing of its secrets. */
    public record Login(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
        public Login {
            requireNonNull(sessionToken);
            if (accessKeyId.isEmpty() || secretAccessKey.isEmpty()) {
                throw new IllegalArgumentException("an access key has an id and a secret");
            }
        }

        @Override
        public String toString() {
            return "access key";
        }
    }

    public S3Place {
        requireNonNull(bucket);
        requireNonNull(prefix);
        requireNonNull(region);
        requireNonNull(endpoint);
        requireNonNull(login);
    }

    /** @throws IllegalArgumentException when the address is not like {@code s3://bucket/folder} */
    public static S3Place of(
            String address, Optional<String> region, Optional<String> endpoint, Optional<Login> login) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + address + "' is not like s3://bucket/folder");
        }
        String folder = parts.group(2) == null ? "" : parts.group(2);
        return new S3Place(
                parts.group(1), folder.replaceAll("^/+|/+$", "").replaceAll("/+", "/"), region, endpoint, login);
    }

    /** How it is found again, without secrets. */
    public String address() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
}
