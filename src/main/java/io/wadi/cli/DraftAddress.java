package io.wadi.cli;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.console.Draft;
import io.wadi.server.console.From;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Addresses that somebody typed: nothing but what they are meant to be, and no place where machines keep their secrets. */
final class DraftAddress {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:]+]");
    /** Whoever has these writes them into a file that others read. */
    private static final Pattern SECRET = Pattern.compile("(?i)(^|.*[&_-])(key|token|secret|password|apikey)=.+");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$.@+-]{1,100}");
    /** Where clouds answer for their machines, beside what is link-local. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");

    /** Without what properties, routes and forms read as something else. */
    private static final Pattern FILES = Pattern.compile("(?!.*\\{\\{)[\\p{L}\\p{N}_ ./:@=+~%#&()*?\\[\\]{},!-]+");

    private static final List<Path> SYSTEM = Stream.of("/etc", "/proc", "/sys", "/dev", "/run", "/var/run")
            .map(Path::of)
            .toList();

    private DraftAddress() {}

    /** @param name under which it would be configured */
    static void check(String name, From.Server server) {
        List<Explanation> problems = new ArrayList<>();
        if (!HOST.matcher(server.host()).matches()) {
            problems.add(Explanation.of("'" + server.host() + "' is no host").fix("write a name or an address alone"));
        }
        if (!server.port().matches("\\d{1,5}")
                || Integer.parseInt(server.port()) > 65_535
                || Integer.parseInt(server.port()) == 0) {
            problems.add(Explanation.of("'" + server.port() + "' is no port").fix("PostgreSQL's usual one is 5432"));
        }
        if (!NAME.matcher(server.database()).matches()) {
            problems.add(Explanation.of("the database needs a name of letters, digits and _ $ . @ + -"));
        }
        if (!NAME.matcher(server.user()).matches()) {
            problems.add(Explanation.of("the user needs a name of letters, digits and _ $ . @ + -"));
        }
        if (problems.isEmpty() && isBarred(server.host())) {
            problems.add(Explanation.of("the console does not connect to " + server.host())
                    .fix("configure it as connection." + name + ".url, if it is a database"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
    }

    /**
     * The address of an API.
     *
     * @throws ConfigurationFailure when it is none that the console asks
     */
    static URI url(Draft draft, From.Api api) {
        List<Explanation> problems = new ArrayList<>();
        String text = api.url();
        Optional<URI> uri = parsed(text);
        if (uri.isEmpty()) {
            problems.add(Explanation.of("that is no address of an API")
                    .fix("write it as in https://api.example.com/v1/orders"));
        } else if (uri.get().getUserInfo() != null
                || SECRET.matcher(String.valueOf(uri.get().getQuery())).matches()) {
            problems.add(Explanation.of("the address holds a secret, and stands in a file that others read")
                    .fix("choose how it asks, and fill it in there"));
        } else if (isBarred(uri.get().getHost())) {
            problems.add(Explanation.of(
                    "the console does not connect to " + uri.get().getHost()));
        }
        if (!List.of("", "bearer", "basic", "api_key").contains(api.auth())) {
            problems.add(Explanation.of("there is no way of asking called " + api.auth()));
        } else if (!api.auth().isEmpty() && draft.secret().isEmpty()) {
            problems.add(Explanation.of("the token, key or password is missing")
                    .fix("type it, or choose that nobody is asked"));
        }
        if (api.auth().equals("api_key") && !HEADER.matcher(api.keyName()).matches()) {
            problems.add(Explanation.of("'" + api.keyName() + "' is no header").fix("as in X-Api-Key"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return uri.orElseThrow();
    }

    /**
     * The place of files, which a route writes down as it is.
     *
     * @return a pattern; a folder's is that of all files in it
     * @throws ConfigurationFailure when it is none that the console looks at
     */
    static String files(Draft draft, From.Files files) {
        List<Explanation> problems = new ArrayList<>();
        String path = files.path();
        boolean s3 = path.startsWith("s3://");
        if (!FILES.matcher(path).matches() || (!s3 && path.matches("[a-z][a-z0-9+.-]+:.*"))) {
            problems.add(Explanation.of("'" + path + "' is no folder and no pattern of files that a form can say")
                    .fix("write /srv/orders, /srv/**/*.csv or s3://bucket/orders/; ./wadi new has more"));
        } else if (!s3 && isHidden(path)) {
            problems.add(Explanation.of("the console does not look into " + path)
                    .fix("put what is to be read elsewhere, or write the route by hand: ./wadi new"));
        }
        if (!files.endpoint().isEmpty()
                && parsed(files.endpoint())
                        .filter(uri -> !isBarred(uri.getHost()))
                        .isEmpty()) {
            problems.add(Explanation.of("'" + files.endpoint() + "' is no address of an S3 that the console asks")
                    .fix("leave it empty for Amazon's"));
        }
        if (!files.region().matches("[a-z0-9-]*")
                || !(files.keyId().isEmpty() || NAME.matcher(files.keyId()).matches())) {
            problems.add(Explanation.of("the region or the access key id has characters that none has"));
        }
        if (files.keyId().isEmpty() != draft.secret().isEmpty()) {
            problems.add(
                    Explanation.of("of access key id and secret one is missing").fix("fill in both, or none"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        boolean folder = path.endsWith("/") || (!s3 && Files.isDirectory(Path.of(path)));
        return folder ? path.replaceFirst("/*$", "/*") : path.contains("/") ? path : "./" + path;
    }

    /** Whether it is where machines and people keep what is nobody's business. */
    private static boolean isHidden(String pattern) {
        Path path = Path.of(pattern.replaceFirst("[^/]*[*?\\[{].*", ""))
                .toAbsolutePath()
                .normalize();
        Path real = path;
        try {
            real = path.toRealPath();
        } catch (IOException e) {
            // What is not there is told by who looks for it.
        }
        return Stream.of(path, real)
                .anyMatch(each -> SYSTEM.stream().anyMatch(each::startsWith)
                        || StreamSupport.stream(each.spliterator(), false)
                                .anyMatch(name -> name.toString().startsWith(".")));
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                            && uri.getHost() != null
                            && uri.getFragment() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether nobody may have the console connect there. A name that is not found is told by the driver. */
    static boolean isBarred(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.isLinkLocalAddress()
                        || address.isMulticastAddress()
                        || address.isAnyLocalAddress()
                        || METADATA.contains(address.getHostAddress())) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
