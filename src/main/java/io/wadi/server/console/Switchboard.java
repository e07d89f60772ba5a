package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.alert.Channel;
import java.util.List;
import java.util.Optional;

/**
 * What a server is connected with: databases, what it keeps secret for that, and people. No value of a secret comes from
 * here, nor anything that is made of one. What cannot be done is raised as a {@link io.wadi.model.Failure}, scrubbed.
 */
public interface Switchboard {
    /**
     * A database that is configured.
     *
     * @param address without what could be secret in it
     * @param user empty where nobody logs in
     * @param secret the name of its password; empty where it has none
     * @param pipelines that read it or write to it
     */
    record Line(String name, String address, Optional<String> user, Optional<String> secret, List<String> pipelines) {
        public Line {
            requireNonNull(name);
            requireNonNull(address);
            requireNonNull(user);
            requireNonNull(secret);
            pipelines = List.copyOf(pipelines);
        }
    }

    /**
     * A secret that something asks for.
     *
     * @param uses what does
     * @param place where it is found; empty where it is not
     * @param required whether something fails without it
     */
    record Secret(String name, List<String> uses, Optional<String> place, boolean required) {
        public Secret {
            requireNonNull(name);
            uses = List.copyOf(uses);
            requireNonNull(place);
        }
    }

    List<Line> lines();

    List<Secret> secrets();

    /** Logs in, within ten seconds. */
    Workshop.Tested test(String line);

    /** Sends a test message. */
    void ring(Channel channel);
}
