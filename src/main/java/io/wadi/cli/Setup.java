package io.wadi.cli;

import io.wadi.config.PrivacyFile;
import io.wadi.config.Settings;
import io.wadi.pack.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Path privacy = home.resolve(PrivacyFile.FILE);
            all.append(filled).append(new TreeMap<>(credentials));
            all.append(Files.exists(privacy) ? Files.readString(privacy) : "");
            return Identity.digest(all.toString());
        } catch (IOException e) {
            return ""; // whoever reads them next says so
        }
    }
}
