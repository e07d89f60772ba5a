package io.wadi.extract.rest;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Refuses addresses that only this machine has, above all those where clouds hand out its keys. A link or a redirect could
 * lead there, and so could a name: it is looked up before anything is asked, and what a connection came to is looked at
 * before anything is sent.
 */
final class PeerCheck extends HttpRequestExecutor {
    private static final Set<String> NAMES = Set.of("metadata.google.internal", "metadata.goog");
    private static final Set<String> METADATA = Set.of("100.100.100.200", "fd00:ec2:0:0:0:0:0:254");

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback informed,
            HttpContext context)
            throws IOException, HttpException {
        if (connection.getRemoteAddress() instanceof InetSocketAddress peer) {
            check(String.valueOf(request.getAuthority()), peer.getAddress());
        }
        return super.execute(request, connection, informed, context);
    }

    /** @throws TerminalFailure when the host is no one to ask */
    static void check(Host host) {
        if (NAMES.contains(host.name())) {
            throw refused(host.name());
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host.name())) {
                check(host.name(), address);
            }
        } catch (UnknownHostException e) {
            // whoever connects tells it; a proxy may know it
        }
    }

    private static void check(String name, InetAddress address) {
        if (address.isLinkLocalAddress()
                || METADATA.contains(address.getHostAddress().replaceFirst("%.*", ""))) {
            throw refused(name);
        }
    }

    private static TerminalFailure refused(String name) {
        return new TerminalFailure(Explanation.of(
                        name + " is a link-local address or a cloud's metadata service, which is not asked")
                .fix("look at who leads there; for a source that is meant to be there, say allowLinkLocal: true"));
    }
}
