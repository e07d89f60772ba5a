package io.wadi.cli;

import io.wadi.flow.node.Processes;
import io.wadi.flow.node.Vitals;
import io.wadi.flow.store.Nodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Who this process is among those that share a run store. */
final class Identity {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private Identity() {}

    /** @param role {@code server} or {@code run} */
    static Nodes.Node of(String role, Vitals vitals, Instant now) {
        long pid = ProcessHandle.current().pid();
        long born = Processes.born(pid);
        String host = host();
        String start = Long.toString(now.toEpochMilli(), Character.MAX_RADIX);
        return new Nodes.Node(host + ":" + pid + ":" + start, host, pid, born, role, now, 0, vitals.memory());
    }

    /** Asked of the system where that needs no network. */
    private static String host() {
        try {
            return Files.isReadable(LINUX)
                    ? Files.readString(LINUX).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        } catch (IOException e) {
            return "localhost";
        }
    }
}
