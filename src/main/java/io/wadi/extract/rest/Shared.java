package io.wadi.extract.rest;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all runs of a process share of each source: the tokens it gave, and how much it may be asked now. */
public final class Shared {
    private final Map<TokensOf, Tokens> tokens = new ConcurrentHashMap<>();
    private final Map<GateOf, Gate> gates = new ConcurrentHashMap<>();

    private record TokensOf(String source, Auth auth) {}

    private record GateOf(String source, Limits limits) {}

    Tokens tokens(String source, Auth auth, InstantSource clock) {
        return tokens.computeIfAbsent(new TokensOf(source, auth), key -> new Tokens(clock));
    }

    /** What keeps to the limits of a source. The first to ask brings the clock. */
    public Transport limited(Transport transport, String source, Limits limits, Retry retry) {
        return limits.equals(Limits.NONE)
                ? transport
                : new Limited(
                        transport,
                        gates.computeIfAbsent(
                                new GateOf(source, limits), key -> new Gate(limits, retry.clock(), retry.pause())));
    }
}
