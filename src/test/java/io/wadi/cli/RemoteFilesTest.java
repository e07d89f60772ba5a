package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an SSH server and of a bucket. */
class RemoteFilesTest {
    private static final String PASSWORD = "p+q/r== &%";

    @TempDir
    private Path home;

    private Orders orders;
    private Project project;

    @BeforeEach
    void open() {
        orders = new Orders(home);
        project = orders.project;
        project.environment.put("DROP_PASSWORD", PASSWORD);
        project.environment.put("DROP_ACCESS_KEY_ID", "AKIATEST");
        project.environment.put("DROP_SECRET_ACCESS_KEY", "s3cr3t+/=");
    }

    private void source(String path, String... options) {
        orders.reads(
                path,
                Stream.concat(Stream.of("credentials: drop"), Stream.of(options))
                        .toArray(String[]::new));
    }

    private SshServer ssh() throws IOException {
        Files.createDirectories(home.resolve("served"));
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(home.resolve("host.key"));
        keys.setAlgorithm("RSA");
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, session) -> user.equals("ann") && password.equals(PASSWORD));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home.resolve("served")));
        server.start();
        String key =
                PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic());
        project.file("known_hosts", "[127.0.0.1]:" + server.getPort() + " " + key + "\n");
        return server;
    }

    @Test
    void filesOfAnSshServerLoadOnceAndAreMoved() throws IOException {
        try (SshServer server = ssh()) {
            String address = "sftp://ann@127.0.0.1:" + server.getPort() + "/in/**/*.csv";
            String known = "knownHosts: " + home.resolve("known_hosts");
            source(address, known, "fileColumn: true", "lineColumn: true");
            project.file("served/in/a.csv", "id\n1\n").file("served/in/2024/b.csv", "id\n2\n");
            orders.runs();
            project.file("served/in/late.csv", "id\n3\n").file("served/in/none.txt", "x");
            Files.setLastModifiedTime(
                    home.resolve("served/in/late.csv"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
            orders.runs();

            assertThat(orders.ids()).containsExactly("1", "2", "3");
            assertThat(project.query("SELECT _file || ' ' || _line FROM shop.orders WHERE id = 2"))
                    .containsExactly("sftp://ann@127.0.0.1:" + server.getPort() + "/in/2024/b.csv 2");
            source(address, known, "afterLoad: move:/done");
            orders.runs();
            assertThat(home.resolve("served/done/2024/b.csv")).exists();
            assertThat(home.resolve("served/in/a.csv")).doesNotExist();
            assertThat(orders.ids()).hasSize(3);
        }
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left).noneMatch(file -> file.toString().contains("wadi-files-"));
        }
    }

    @Test
    void aServerThatIsNotKnownAndAPasswordThatIsWrongAreToldWithoutThePassword() throws IOException {
        try (SshServer server = ssh()) {
            String address = "sftp://ann@127.0.0.1:" + server.getPort() + "/in/*.csv";
            project.file("served/in/a.csv", "id\n1\n").file("empty", "");
            source(address, "knownHosts: " + home.resolve("empty"));
            Outcome unknown = orders.run();
            assertThat(unknown.err()).contains("does not let us in, or is not known", "knownHosts");
            project.environment.put("DROP_PASSWORD", "wrong-password");
            source(address, "knownHosts: " + home.resolve("known_hosts"));
            Outcome wrong = orders.run();
            assertThat(wrong.err()).contains("does not let us in").doesNotContain("wrong-password");
            project.environment.remove("DROP_PASSWORD");
            assertThat(orders.run().err()).contains("secret drop.password is not set", "DROP_PASSWORD");
        }
    }

    @Test
    void filesOfABucketLoadOnceAndAreMoved() {
        Map<String, String> bucket =
                new TreeMap<>(Map.of("in/a.csv", "id\n1\n", "in/x/b c.csv", "id\n2\n", "in/n.txt", "-"));
        try (ScriptedServer server = ScriptedServer.start()) {
            server.on("/lake", request -> list(bucket, request));
            Stream.of("in/a.csv", "in/x/b c.csv", "done/a.csv", "done/x/b c.csv")
                    .forEach(key -> server.on("/lake/" + key, request -> object(bucket, key, request)));
            String[] options = {"endpoint: " + server.url(), "region: eu-west-2", "afterLoad: move:done"};
            source("s3://lake/in/**/*.csv", options);
            orders.runs();
            orders.runs();

            assertThat(orders.ids()).containsExactly("1", "2");
            assertThat(bucket).containsOnlyKeys("in/n.txt", "done/a.csv", "done/x/b c.csv");
            assertThat(server.requests("/lake").get(0).header("authorization").orElse(""))
                    .contains("Credential=AKIATEST/", "/eu-west-2/s3/");
        }
    }

    @Test
    void aBucketThatIsRefusedIsTold() {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.on("/lake", Reply.of(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"));
            source("s3://lake/in/*.csv", "endpoint: " + server.url(), "region: eu-west-2");
            assertThat(orders.run().err())
                    .contains("S3 refuses bucket lake", "AccessDenied", "403")
                    .doesNotContain("s3cr3t");
        }
    }

    private static Reply list(Map<String, String> bucket, Request request) {
        StringBuilder found = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        bucket.forEach((key, text) -> {
            if (key.startsWith(request.query().getOrDefault("prefix", ""))) {
                found.append("<Contents><Key>")
                        .append(key)
                        .append("</Key><LastModified>2024-01-01T00:00:00.000Z</LastModified>" + "<ETag>x</ETag><Size>")
                        .append(text.length())
                        .append("</Size></Contents>");
            }
        });
        return Reply.of(200, found + "</ListBucketResult>").header("Content-Type", "application/xml");
    }

    private static Reply object(Map<String, String> bucket, String key, Request request) {
        if (request.method().equals("PUT")) {
            String from = request.header("x-amz-copy-source")
                    .orElseThrow()
                    .replace("%20", " ")
                    .replaceFirst("^/?lake/", "");
            bucket.put(key, bucket.get(from.replace("%2F", "/")));
            return Reply.of(200, "<CopyObjectResult><ETag>x</ETag></CopyObjectResult>");
        }
        if (!bucket.containsKey(key)) {
            return Reply.of(404, request.method().equals("HEAD") ? "" : "<Error><Code>NoSuchKey</Code></Error>");
        }
        if (request.method().equals("DELETE")) {
            bucket.remove(key);
            return Reply.of(204, "");
        }
        return Reply.of(200, request.method().equals("HEAD") ? "" : bucket.get(key));
    }
}
