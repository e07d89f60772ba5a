package io.wadi.load.s3;

import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What S3 says, in words for people. */
final class S3Failures {
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final Set<String> LATER = Set.of("RequestTimeout", "SlowDown", "NoSuchUpload", "OperationAborted");

    private S3Failures() {}

    static Failure of(SdkException e, S3Place place, String key) {
        String at = place.endpoint().map(endpoint -> " at " + endpoint).orElse("");
        String object = "s3://" + place.bucket() + "/" + key;
        if (!(e instanceof AwsServiceException refused)) {
            return new TransientFailure(
                    Explanation.of("S3 cannot be reached" + at + ": " + e.getMessage())
                            .at(object)
                            .fix("check credentials, region and endpoint, then run again"),
                    e);
        }
        int status = refused.statusCode();
        String code = code(refused);
        Explanation told = Explanation.of(
                        "S3 refuses bucket " + place.bucket() + at + ": " + code + ", status " + status)
                .at(object);
        if (status >= 500 || status == TOO_MANY || status == CONFLICT || LATER.contains(code)) {
            return new TransientFailure(told.fix("run again: the load goes on where it was"), e);
        }
        return new TerminalFailure(
                told.fix(
                        switch (code) {
                            case "NoSuchBucket" -> "make the bucket, or correct connection.s3.url";
                            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                                "correct the access key of the secrets";
                            case "AccessDenied" ->
                                "allow s3:GetObject, s3:PutObject, s3:ListBucket, s3:ListBucketMultipartUploads and"
                                        + " s3:AbortMultipartUpload there, and s3:DeleteObject below " + Keys.OWN + "/";
                            case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
                                "set connection.s3.region to the bucket's";
                            case "NotImplemented" ->
                                "this S3 does not know If-None-Match, without which two loads could both commit; use one"
                                        + " that does";
                            default -> "check the bucket, the region and the rights of the credentials";
                        }),
                e);
    }

    static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? "no reason given"
                : e.awsErrorDetails().errorCode();
    }
}
