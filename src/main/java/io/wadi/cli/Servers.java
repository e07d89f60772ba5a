package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.store.Nodes;
import io.wadi.model.Deadline;
import io.wadi.model.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells whether somebody lives who takes what is queued: a server of this machine by its process, others by their beat. */
record Servers(Nodes nodes, Pause pause) {
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Longer than the time between two beats, 5 s. */
    private static final int LOOKS = 14;

    Servers {
        requireNonNull(nodes);
        requireNonNull(pause);
    }

    Optional<String> alive() {
        List<Nodes.Node> servers = nodes.list().stream()
                .filter(node -> node.role().equals("server"))
                .toList();
        Optional<String> here =
                servers.stream().filter(Servers::runsHere).map(Nodes.Node::id).findFirst();
        for (int i = 0; i < LOOKS && here.isEmpty() && !servers.isEmpty(); i++) {
            pause.pause(LOOK, Deadline.none());
            Map<String, Long> beats = nodes.beats();
            here = servers.stream()
                    .filter(node -> beats.getOrDefault(node.id(), node.beat()) != node.beat())
                    .map(Nodes.Node::id)
                    .findFirst();
        }
        return here;
    }

    /** No other machine has a process of that number that began at that very moment. */
    private static boolean runsHere(Nodes.Node node) {
        return ProcessHandle.of(node.pid())
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .filter(began -> began.toEpochMilli() == node.born())
                .isPresent();
    }
}
