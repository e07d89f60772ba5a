package io.wadi.cli;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.console.Draft;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The address of a database that somebody typed: nothing but a host, and no place where machines tell their secrets. */
final class DraftAddress {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:]+]");
    /** Whoever has these writes them into a file that others read. */
    private static final Pattern SECRET = Pattern.compile("(?i)(^|.*[&_-])(key|token|secret|password|apikey)=.+");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$.@+-]{1,100}");
    /** Where clouds answer for their machines, beside what is link-local. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");

    private DraftAddress() {}

    static void check(Draft draft) {
        List<Explanation> problems = new ArrayList<>();
        if (!HOST.matcher(draft.host()).matches()) {
            problems.add(Explanation.of("'" + draft.host() + "' is no host").fix("write a name or an address alone"));
        }
        if (!draft.port().matches("\\d{1,5}")
                || Integer.parseInt(draft.port()) > 65_535
                || Integer.parseInt(draft.port()) == 0) {
            problems.add(Explanation.of("'" + draft.port() + "' is no port").fix("PostgreSQL's usual one is 5432"));
        }
        if (!NAME.matcher(draft.database()).matches()) {
            problems.add(Explanation.of("the database needs a name of letters, digits and _ $ . @ + -"));
        }
        if (!NAME.matcher(draft.user()).matches()) {
            problems.add(Explanation.of("the user needs a name of letters, digits and _ $ . @ + -"));
        }
        if (problems.isEmpty() && isBarred(draft.host())) {
            problems.add(Explanation.of("the console does not connect to " + draft.host())
                    .fix("configure it as connection." + draft.name() + ".url, if it is a database"));
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
    static URI url(Draft draft) {
        List<Explanation> problems = new ArrayList<>();
        String text = draft.web().url();
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
        if (!List.of("", "bearer", "basic", "api_key").contains(draft.web().auth())) {
            problems.add(Explanation.of(
                    "there is no way of asking called " + draft.web().auth()));
        } else if (!draft.web().auth().isEmpty() && draft.password().isEmpty()) {
            problems.add(Explanation.of("the token, key or password is missing")
                    .fix("type it, or choose that nobody is asked"));
        }
        if (draft.web().auth().equals("api_key")
                && !HEADER.matcher(draft.web().keyName()).matches()) {
            problems.add(Explanation.of("'" + draft.web().keyName() + "' is no header")
                    .fix("as in X-Api-Key"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return uri.orElseThrow();
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
