package io.wadi.snowflake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who may come in: by password, or by a token that is signed with the user's key, names it, and has not run out. */
final class Login {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String account;
    private final Clock clock;
    private final Map<String, User> users = new ConcurrentHashMap<>();

    /** @param keys RSA_PUBLIC_KEY and RSA_PUBLIC_KEY_2 */
    record User(String name, Optional<String> password, List<PublicKey> keys) {}

    Login(String account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    void admit(User user) {
        users.put(user.name().toUpperCase(Locale.ROOT), user);
    }

    /** The user's name; data is that of a login request. */
    String check(JsonNode data) {
        String name = data.path("LOGIN_NAME").asText().toUpperCase(Locale.ROOT);
        String authenticator = data.path("AUTHENTICATOR").asText("SNOWFLAKE").toUpperCase(Locale.ROOT);
        Optional<User> user = Optional.ofNullable(users.get(name));
        switch (authenticator) {
            case "SNOWFLAKE", "" -> {
                Optional<String> given = Optional.of(data.path("PASSWORD").asText());
                if (user.isEmpty()
                        || user.get().password().isEmpty()
                        || !user.get().password().equals(given)) {
                    throw new Refusal("390100", "08001", "Incorrect username or password was specified.");
                }
            }
            case "SNOWFLAKE_JWT" -> {
                if (user.isEmpty() || !signed(user.get(), data.path("TOKEN").asText())) {
                    throw new Refusal(
                            "390144", "08001", "JWT token is invalid. [0ce9eb56-821d-4ca9-a774-04ae89a0cf5a]");
                }
            }
            default -> throw new Refusal("390109", "08001", "Authenticator '" + authenticator + "' is not supported.");
        }
        return user.get().name();
    }

    private boolean signed(User user, String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            String subject = account + "." + user.name().toUpperCase(Locale.ROOT);
            long now = clock.instant().getEpochSecond();
            boolean inTime =
                    claims.path("exp").asLong() > now && claims.path("iat").asLong() <= now + 60;
            if (!header.path("alg").asText().equals("RS256")
                    || !claims.path("sub").asText().equals(subject)
                    || !inTime) {
                return false;
            }
            for (PublicKey key : user.keys()) {
                if (claims.path("iss").asText().equals(subject + "." + fingerprint(key)) && verified(key, parts)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean verified(PublicKey key, String[] parts) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    /** As DESCRIBE USER shows it, SHA256: and base64. */
    static String fingerprint(PublicKey key) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return "SHA256:" + Base64.getEncoder().encodeToString(digest);
    }
}
