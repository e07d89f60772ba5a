package io.wadi.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SamplesTest {
    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void servesAtTheAddressesItWritesAndPrints() throws Exception {
        Path file = directory.resolve("new/deeper/samples.properties");
        List<String> printed = untilReady(launch("--properties", file.toString()));
        Properties addresses = read(file);
        assertEquals(
                List.of(
                        "currencies " + addresses.getProperty("currencies.url"),
                        "exchange-rates " + addresses.getProperty("exchange-rates.url"),
                        "hubspot " + addresses.getProperty("hubspot.url"),
                        "samples " + addresses.getProperty("samples.url"),
                        "shop " + addresses.getProperty("connection.shop.url"),
                        "ready"),
                printed);
        assertEquals("wadi", addresses.getProperty("connection.shop.user"));
        assertEquals("shop", addresses.getProperty("connection.shop.credentials"));
        assertEquals(7, addresses.size());
        Properties secrets = read(file.resolveSibling("samples.secrets.properties"));
        assertEquals(Set.of("hubspot.token", "wadi.mask.key", "shop.password"), secrets.stringPropertyNames());
        DriverManager.getConnection(
                        addresses.getProperty("connection.shop.url"), "wadi", secrets.getProperty("shop.password"))
                .close();
        try (var truth = URI.create(addresses.getProperty("samples.url") + "/samples/truth")
                .toURL()
                .openStream()) {
            assertTrue(
                    new String(truth.readAllBytes(), StandardCharsets.UTF_8).startsWith("{\"today\":\"2026-09-30\""));
        }
    }

    @Test
    void theFilesAreTheirOwnersAlone() throws Exception {
        Path file = directory.resolve("new/deeper/samples.properties");
        untilReady(launch("--properties", file.toString()));
        Path secrets = file.resolveSibling("samples.secrets.properties");
        assertEquals("rw-------", permissions(file));
        assertEquals("rw-------", permissions(secrets));
        assertEquals("rwx------", permissions(file.resolveSibling("")));
        assertEquals("rwx------", permissions(directory.resolve("new")));
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            assertEquals(List.of(file, secrets), files.sorted().toList());
        }
    }

    @Test
    void diesWithItsParentAndLeavesNothing() throws Exception {
        Path file = directory.resolve("samples.properties");
        Process samples = launch("--properties", file.toString(), "--until-eof");
        untilReady(samples);
        assertTrue(Files.exists(file));
        String database = read(file).getProperty("connection.shop.url");
        samples.getOutputStream().close();
        assertEquals(0, samples.waitFor());
        SQLException gone = assertThrows(SQLException.class, () -> DriverManager.getConnection(database));
        assertEquals("08001", gone.getSQLState()); // refused, and not for want of a password
        try (Stream<Path> left = Files.walk(directory)) {
            assertEquals(List.of(directory, temporary()), left.sorted().toList());
        }
    }

    @Test
    void stopsOnSigtermAndRemovesTheFile() throws Exception {
        Path file = directory.resolve("samples.properties");
        Process samples = launch("--properties", file.toString());
        samples.getOutputStream().close(); // which alone must not stop it
        untilReady(samples);
        assertTrue(samples.isAlive());
        samples.destroy();
        assertEquals(143, samples.waitFor());
        assertFalse(Files.exists(file));
    }

    @Test
    void aSecondInstanceTakesTheFileOver() throws Exception {
        Path file = directory.resolve("samples.properties");
        Process first = launch("--properties", file.toString());
        untilReady(first);
        Properties old = read(file);
        Process second = launch("--properties", file.toString());
        untilReady(second);
        Properties current = read(file);
        assertNotEquals(old, current);
        first.destroy();
        first.waitFor();
        assertEquals(current, read(file));
        second.destroy();
        second.waitFor();
        assertFalse(Files.exists(file));
    }

    @Test
    void saysWhatItDoesNotUnderstand() throws Exception {
        Process samples = launch("--propertys", "x");
        assertEquals(2, samples.waitFor());
        assertTrue(errors(samples).contains("--propertys x"));
    }

    @Test
    void saysWhenTheAddressesCannotBeWritten() throws Exception {
        Path occupied = Files.writeString(directory.resolve("file"), "");
        Process samples =
                launch("--properties", occupied.resolve("samples.properties").toString());
        assertEquals(1, samples.waitFor());
        String errors = errors(samples);
        assertTrue(errors.contains(occupied.toString()), errors);
        assertFalse(errors.contains("Exception in thread"), errors);
    }

    private Process launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(temporary()),
                "-Dot.epg.working-dir=" + System.getProperty("java.io.tmpdir") + "/postgres",
                "-cp",
                System.getProperty("java.class.path"),
                Samples.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }

    private Path temporary() {
        return directory.resolve("tmp");
    }

    private static List<String> untilReady(Process samples) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader out = samples.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.equals("ready")) {
                return lines;
            }
        }
        throw new AssertionError("Ended before it was ready: " + lines
                + samples.errorReader().lines().toList());
    }

    private static String errors(Process samples) throws IOException {
        return new String(samples.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
