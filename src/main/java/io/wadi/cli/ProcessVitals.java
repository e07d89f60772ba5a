package io.wadi.cli;

import com.sun.management.OperatingSystemMXBean;
import io.wadi.flow.node.Vitals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What this process takes of its machine, as the system tells. */
final class ProcessVitals implements Vitals {
    private static final long PAGE_BYTES = 4096;

    @Override
    public Duration cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Duration.ofNanos(system.getProcessCpuTime())
                : Duration.ZERO;
    }

    /** What the process takes of the machine's memory, where the system tells (Linux); else its heap. */
    @Override
    public long memory() {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 3);
            return Long.parseLong(pages[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
