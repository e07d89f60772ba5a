package io.wadi.pipeline;

import io.wadi.disk.Durable;
import io.wadi.model.CrashPoint;
import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Keeps two runs of one pipeline out of the same working directory. The system gives it back when the process ends. */
final class RunLock implements AutoCloseable {
    private static final int PID_LENGTH = 32;

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws TransientFailure when another run of the pipeline has it */
    static RunLock take(Path packages, String pipeline) {
        Durable.directories(packages);
        Path file = packages.resolveSibling("lock");
        try {
            FileChannel channel = Durable.open(file);
            if (locked(channel)) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                CrashPoint.RUN_LOCKED.pass();
                return new RunLock(channel);
            }
            ByteBuffer holder = ByteBuffer.allocate(PID_LENGTH);
            channel.read(holder, 0);
            channel.close();
            throw new TransientFailure(Explanation.of("another run of pipeline " + pipeline + " is under way (process "
                            + new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII) + ")")
                    .at(file.toString())
                    .fix("wait until it has ended, then run again"));
        } catch (IOException e) {
            throw Durable.failure("lock", file, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
            return;
        }
    }
}
