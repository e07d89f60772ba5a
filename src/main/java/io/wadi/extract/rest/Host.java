package io.wadi.extract.rest;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Decides who may be talked to, and who may see credentials: the one place for it. */
record Host(String scheme, String name, int port) {
    /** @throws TerminalFailure when the address is not one of the web */
    static Host of(URI uri) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        Optional<String> name = Optional.ofNullable(uri.getHost());
        if (!(scheme.equals("http") || scheme.equals("https")) || name.isEmpty()) {
            throw new TerminalFailure(Explanation.of("'" + (scheme.isEmpty() ? uri.getRawPath() : scheme + ":…")
                            + "' is not an address of the web")
                    .fix("an url begins with http:// or https:// and a host"));
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        // A name that ends in a point is the same host.
        return new Host(scheme, name.get().toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""), port);
    }

    /** Credentials, and headers that may be some, go to the host of the resource alone and never to where it points. */
    boolean trusts(URI uri) {
        return equals(of(uri));
    }
}
