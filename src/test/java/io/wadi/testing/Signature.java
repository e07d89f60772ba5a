package io.wadi.testing;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS's signature of a request (version 4), as a server checks it. */
final class Signature {
    private static final Pattern HEADER =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/"
                    + "aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

    private Signature() {}

    /** Whether a request was signed with this key; its path as it is, so of S3's or the root. */
    static boolean isOf(HttpExchange exchange, byte[] body, String accessKeyId, String secretAccessKey) {
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher header = HEADER.matcher(sent == null ? "" : sent);
        if (!header.matches() || !header.group(1).equals(accessKeyId)) {
            return false;
        }
        String signed = header.group(5);
        String headers = Arrays.stream(signed.split(";", -1))
                .map(name -> name + ":"
                        + String.join(",", exchange.getRequestHeaders().get(name)) + "\n")
                .collect(Collectors.joining());
        String hashed = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        String request = String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query(exchange.getRequestURI()),
                headers,
                signed,
                hashed == null ? HexFormat.of().formatHex(sha256(body)) : hashed);
        String scope = header.group(2) + "/" + header.group(3) + "/" + header.group(4) + "/aws4_request";
        String text = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                exchange.getRequestHeaders().getFirst("X-Amz-Date"),
                scope,
                HexFormat.of().formatHex(sha256(bytes(request))));
        byte[] key = bytes("AWS4" + secretAccessKey);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text)).equals(header.group(6));
    }

    private static String query(URI uri) {
        return Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
