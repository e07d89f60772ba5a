package io.wadi.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SSH server on a free port of 127.0.0.1 that serves a folder, to user ann. */
public final class SshFiles implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path knownHosts;

    private SshFiles(Path home) {
        this.knownHosts = home.resolve("known_hosts");
    }

    /** Serves {@code served} of a folder, and writes the server's key into {@code known_hosts} there. */
    public static SshFiles start(Path home, String password) {
        SshFiles files = new SshFiles(home);
        SshServer server = files.server;
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(home.resolve("host.key"));
        keys.setAlgorithm("RSA");
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, said, session) -> user.equals("ann") && said.equals(password));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home.resolve("served")));
        try {
            Files.createDirectories(home.resolve("served"));
            server.start();
            String key = PublicKeyEntry.toString(
                    keys.loadKeys(null).iterator().next().getPublic());
            Files.writeString(files.knownHosts, "[127.0.0.1]:" + server.getPort() + " " + key + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    public Path knownHosts() {
        return knownHosts;
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
