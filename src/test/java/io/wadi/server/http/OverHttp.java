package io.wadi.server.http;

import io.wadi.server.Served;
import io.wadi.server.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked over a real socket. */
abstract class OverHttp {
    @TempDir
    Path folder;

    final HttpClient client = HttpClient.newHttpClient();
    Served served;
    Optional<ApiServer> server = Optional.empty();

    @BeforeEach
    void serve() {
        served = new Served(folder);
    }

    @AfterEach
    void close() {
        server.ifPresent(ApiServer::close);
        served.close();
    }

    ApiServer start(Tokens tokens) {
        ApiServer started =
                ApiServer.start(served.store, served, served.deploy(), served.settings(tokens), served.clock());
        server = Optional.of(started);
        return started;
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.orElseThrow().port() + "/api/v1" + path));
    }

    HttpRequest.Builder post(String path, String body) {
        return api(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> observe(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.orElseThrow().observedPort() + "/observe" + path)));
    }

    /** As no client of Java would send it. */
    static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
