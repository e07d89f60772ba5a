package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.cli.Project.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, or become read-only: file systems in memory, which only root may mount. */
@Tag("chaos")
class SmallDiskTest {
    @TempDir
    Path folder;

    private Path disk;
    private Faulted world;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(sh("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()) == 0, "mounting needs root");
        world = new Faulted(folder);
    }

    @AfterEach
    void unmount() throws Exception {
        if (world != null) {
            world.close();
        }
        sh("umount", disk.toString());
    }

    private static int sh(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void mode(String mode) throws Exception {
        assertThat(sh("mount", "-o", "remount," + mode, disk.toString())).isZero();
    }

    /** Leaves so many bytes. */
    private void fill(long left) throws Exception {
        long free = Files.getFileStore(disk).getUsableSpace();
        Files.write(disk.resolve("ballast"), new byte[(int) (free - left)]);
        assertThat(Files.getFileStore(disk).getUsableSpace()).isLessThanOrEqualTo(left);
    }

    private void moved(Path file) throws IOException {
        Files.move(file, disk.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void theDiskOfTheDatabaseIsFull() throws Exception {
        moved(world.database);
        world.database = disk.resolve(world.database.getFileName());
        fill(20_000);

        world.failed(world.run(2), "no space left on the disk of", "free space");
        Files.delete(disk.resolve("ballast"));
        world.goesOn();
    }

    @Test
    void theDiskOfTheWorkingDirectoryIsFull() throws Exception {
        world.work = disk.resolve("work");
        fill(400_000);

        Outcome outcome = world.run(2);
        world.failed(outcome, "No space left");
        assertThat(outcome.err()).contains("free space");
        Files.delete(disk.resolve("ballast"));
        world.goesOn();
    }

    @Test
    void theWorkingDirectoryIsReadOnly() throws Exception {
        world.work = disk.resolve("work");
        mode("ro");

        world.failed(world.run(2), disk.toString(), "Read-only");
        mode("rw");
        world.goesOn();
    }

    @Test
    void theDatabaseIsReadOnly() throws Exception {
        moved(world.database);
        world.database = disk.resolve(world.database.getFileName());
        mode("ro");

        world.failed(world.run(2), "no right to write");
        mode("rw");
        world.goesOn();
    }
}
