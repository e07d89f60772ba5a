package io.wadi.config.vault;

import io.wadi.config.Secrets;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.model.Unquoted;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS Secrets Manager says, in words for people; its own are left out. */
final class AwsRefusal {
    private static final int TOO_MANY = 429;
    private static final Set<String> LOGIN = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "ExpiredTokenException",
            "IncompleteSignatureException",
            "MissingAuthenticationTokenException");
    private static final Set<String> LATER =
            Set.of("ThrottlingException", "InternalServiceError", "InternalServiceErrorException", "RequestTimeout");

    private AwsRefusal() {}

    static Failure of(SdkException e, String title, String secret, Map<String, String> own) {
        String at = Optional.ofNullable(own.get("endpoint"))
                .map(endpoint -> " at " + endpoint)
                .orElse("");
        Unquoted cause = new Unquoted(e);
        if (!(e instanceof AwsServiceException refused)) {
            return unreached(e, title + at, cause);
        }
        Optional<AwsErrorDetails> details = Optional.ofNullable(refused.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("no reason given");
        Explanation told = Explanation.of(
                title + at + " refuses secret " + secret + ": " + code + ", status " + refused.statusCode());
        if (refused.statusCode() >= 500 || refused.statusCode() == TOO_MANY || LATER.contains(code)) {
            return new TransientFailure(told.fix("run again"), cause);
        }
        boolean key = code.startsWith("DecryptionFailure")
                || details.map(AwsErrorDetails::errorMessage)
                        .filter(text -> text.contains("KMS"))
                        .isPresent();
        return new TerminalFailure(told.fix(key ? decryption(secret) : fix(code, secret, own)), cause);
    }

    private static String fix(String code, String secret, Map<String, String> own) {
        if (LOGIN.contains(code)) {
            return "check who asks: vault.access-key-id and vault.secret-access-key of this machine's secrets, or else"
                    + " what all of AWS's tools use (AWS_ACCESS_KEY_ID, AWS_PROFILE, the role of the machine)";
        }
        return switch (code) {
            case "AccessDeniedException" ->
                "allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:" + own.getOrDefault("region", "*")
                        + ":*:secret:" + secret + "-* to who asks";
            case "InvalidRequestException" -> "it may be marked for deletion: restore it, or correct vault.prefix";
            default -> "check vault.region, vault.prefix and vault.endpoint";
        };
    }

    private static String decryption(String secret) {
        return "allow kms:Decrypt on the key that secret " + secret + " is encrypted with to who asks";
    }

    private static Failure unreached(SdkException e, String title, Unquoted cause) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("region")) {
            return new TerminalFailure(
                    Explanation.of(title + " cannot be asked: nobody says in which region")
                            .fix("set vault.region, or AWS_REGION in the environment"),
                    cause);
        }
        if (said.contains("credentials")) {
            return new TerminalFailure(
                    Explanation.of(title + " cannot be asked: there are no credentials of AWS's")
                            .fix("log in as for all of AWS's tools (AWS_PROFILE, AWS_ACCESS_KEY_ID, a role), or set"
                                    + " vault.access-key-id and vault.secret-access-key in the environment"
                                    + " (VAULT_ACCESS_KEY_ID, …) or " + Secrets.FILE),
                    cause);
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new TransientFailure(
                Explanation.of(title + " cannot be reached: " + root.getClass().getSimpleName())
                        .fix("check the network, vault.region and vault.endpoint, then run again"),
                cause);
    }
}
