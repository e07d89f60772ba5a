package io.wadi.extract.rest;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that responses give. */
final class Link {
    /** One link of RFC 8288: {@code <address>; rel="next"; title="a, b"}. */
    private static final Pattern VALUE =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[\\w*-]+\\s*=\\s*(?:\"[^\"]*\"|[^;,\\s]+))*)");

    private static final Pattern RELATION =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s]+))", Pattern.CASE_INSENSITIVE);

    private Link() {}

    /** The address that a Link header has for a relation. */
    static Optional<String> find(List<String> headers, String relation) {
        for (String header : headers) {
            Matcher link = VALUE.matcher(header);
            while (link.find()) {
                Matcher rel = RELATION.matcher(link.group(2));
                if (rel.find()
                        && List.of((rel.group(1) != null ? rel.group(1) : rel.group(2)).split("\\s+"))
                                .contains(relation)) {
                    return Optional.of(link.group(1));
                }
            }
        }
        return Optional.empty();
    }

    /** @throws TerminalFailure when the link is no address */
    static URI resolve(URI from, String link) {
        String address = link.strip().replace(" ", "%20");
        try {
            // URI.resolve would take a query alone for a sibling of the last segment.
            return address.startsWith("?")
                    ? URI.create(from.toString().replaceFirst("[?#].*", "") + address)
                    : from.resolve(address);
        } catch (IllegalArgumentException e) {
            throw new TerminalFailure(Explanation.of(
                    "the link to the next page after " + SafeUrl.DISCREET.of(from) + " is not an address"));
        }
    }
}
