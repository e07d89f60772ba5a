package io.wadi.extract.files.remote;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.files.Glob;
import io.wadi.extract.rest.SecretSource;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where remote files lie, and who may have them: {@code sftp://user@host:port/folder/*.csv}, {@code s3://bucket/prefix/*}.
 *
 * @param scheme sftp or s3
 * @param beginning of the names of its files, up to the path
 * @param path with wildcards, without a slash at its beginning
 * @param section of the secrets; empty when it is not said
 * @param endpoint of an S3 that is not Amazon's; empty for theirs
 * @param region of S3; empty to ask the environment
 * @param knownHosts a file with the keys of servers; empty for the user's own
 */
public record RemotePlace(
        String scheme,
        String beginning,
        Optional<String> user,
        String host,
        int port,
        Glob path,
        String section,
        String endpoint,
        String region,
        String knownHosts,
        SecretSource secrets) {
    public static final String SFTP = "sftp";
    public static final String S3 = "s3";

    private static final Pattern ADDRESS = Pattern.compile("(sftp|s3)://(?:([^@/:]+)@)?([^@/:]+)(?::(\\d{1,5}))?/(.*)");
    private static final int SSH = 22;

    public RemotePlace {
        requireNonNull(user);
        requireNonNull(path);
        requireNonNull(secrets);
    }

    public static boolean isRemote(String address) {
        return address.matches("(?s)(sftp|s3):.*");
    }

    /** The secrets that an address asks for; of those of one list any suffices. */
    public static List<List<String>> keys(String address) {
        if (address.startsWith(S3 + ":")) {
            return List.of(List.of("access-key-id"), List.of("secret-access-key"));
        }
        return address.startsWith(SFTP + ":") ? List.of(List.of("password", "private-key")) : List.of();
    }

    /** @throws IllegalArgumentException when it is no such address */
    public static RemotePlace parse(
            String address, String section, String endpoint, String region, String knownHosts, SecretSource secrets) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + address.replaceFirst("//.*@", "//…@")
                            + "' is not like sftp://user@host/folder/*.csv or s3://bucket/folder/*.csv; secrets stand elsewhere");
        }
        return new RemotePlace(
                parts.group(1),
                address.substring(0, parts.start(5)),
                Optional.ofNullable(parts.group(2)),
                parts.group(3),
                Optional.ofNullable(parts.group(4)).map(Integer::valueOf).orElse(SSH),
                Glob.parse(parts.group(5)),
                section,
                endpoint,
                region,
                knownHosts,
                secrets);
    }

    Optional<String> secret(String key) {
        return section.isEmpty() ? Optional.empty() : secrets.find(section, key);
    }

    String required(String key) {
        return secret(key)
                .orElseThrow(() -> new ConfigurationFailure(
                        section.isEmpty()
                                ? Explanation.of("nobody says who logs in at " + host)
                                        .fix("name the section of the secrets: credentials: " + host)
                                : Explanation.of("secret " + section + "." + key + " is not set")
                                        .fix("looked for it in " + secrets.places(section, key))));
    }

    /** What a file is called that lies at this path of the place. */
    String name(String at) {
        return beginning + at;
    }

    /** The path of a file of that name. */
    String at(String name) {
        return name.substring(beginning.length());
    }

    /** Where a file goes that is moved to a folder, under the first name that is free there. */
    String moved(String name, String folder, Predicate<String> taken) {
        int n = 1;
        while (taken.test(moved(name, folder, n))) {
            n++;
        }
        return moved(name, folder, n);
    }

    private String moved(String name, String folder, int n) {
        String below = at(name).substring(path.root().length());
        int file = below.lastIndexOf('/') + 1;
        int dot = below.indexOf('.', file + 1);
        String numbered =
                n == 1 ? below : dot < 0 ? below + "." + n : below.substring(0, dot) + "." + n + below.substring(dot);
        return folder.replaceFirst("^/+", "").replaceFirst("/+$", "") + "/" + numbered;
    }

    boolean finds(String folder) {
        String to = folder.replaceFirst("^/+", "").replaceFirst("/*$", "/");
        return to.equals(path.root()) || (path.reachesEverywhere() && to.startsWith(path.root()));
    }
}
