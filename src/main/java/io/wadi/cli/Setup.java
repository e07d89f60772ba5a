package io.wadi.cli;

import io.wadi.config.PrivacyFile;
import io.wadi.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What decides how a pipeline reads: its routes, the settings in force, and whose credentials it takes. */
final class Setup {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([^{}:]+)[:}]");

    private Setup() {}

    /**
     * Another one for each change of these; secrets are not in it.
     *
     * @param credentials which section is looked for in which other
     */
    static String digest(Path home, List<Path> routes, Settings settings, Map<String, String> credentials) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            StringBuilder all = new StringBuilder();
            for (Path route : routes.stream().sorted().toList()) {
                all.append(route.getFileName()).append('\n').append(Files.readString(route));
            }
            all.append(settings.inForce());
            Map<String, String> filled = new TreeMap<>(); // what the environment alone has is in it
            PLACEHOLDER
                    .matcher(all)
                    .results()
                    .map(found -> found.group(1).strip())
                    .forEach(key -> settings.get(key).ifPresent(value -> filled.put(key, value)));
            add(digest, all.toString());
            add(digest, filled.toString());
            add(digest, new TreeMap<>(credentials).toString());
            Path privacy = home.resolve(PrivacyFile.FILE);
            add(digest, Files.exists(privacy) ? Files.readString(privacy) : "");
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return ""; // whoever reads them next says so
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
