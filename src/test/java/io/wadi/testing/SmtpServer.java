package io.wadi.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on a free port of 127.0.0.1 that speaks as much of RFC 5321 as a client needs, and keeps what it gets. */
public final class SmtpServer implements AutoCloseable {
    /**
     * As it arrived.
     *
     * @param login user and password; empty where nobody logged in
     * @param text headers and body, its lines ended by a line feed
     */
    public record Mail(String login, String from, List<String> to, String text) {}

    /** Mails that were taken. */
    public final List<Mail> mails = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final String password;

    /** @param password that it wants, or nothing where everybody may send */
    public SmtpServer(String password) {
        this.password = password;
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::listen, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    public String url() {
        return "smtp://127.0.0.1:" + server.getLocalPort();
    }

    private void listen() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                talk(client);
            } catch (IOException e) {
                // the client left, or the test is over
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 test");
        String login = "";
        String from = "";
        List<String> to = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String word = line.toUpperCase(Locale.ROOT);
            if (word.startsWith("EHLO")) {
                say(client, "250-test\r\n250 AUTH PLAIN");
            } else if (word.startsWith("AUTH PLAIN")) {
                String given = line.length() > 11 ? line.substring(11) : asked(client, in);
                login = new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8).replace('\0', ' ');
                say(client, login.endsWith(" " + password) ? "235 welcome" : "535 5.7.8 who are you");
            } else if (word.startsWith("MAIL FROM")) {
                from = line;
                say(client, password.isEmpty() || !login.isEmpty() ? "250 ok" : "530 5.7.0 log in first");
            } else if (word.startsWith("RCPT TO")) {
                to.add(line);
                say(client, line.contains("nobody") ? "550 5.1.1 no such user" : "250 ok");
            } else if (word.equals("DATA")) {
                say(client, "354 go on");
                mails.add(new Mail(login, from, to, text(in)));
                say(client, "250 taken");
            } else {
                say(client, word.equals("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private static String asked(Socket client, BufferedReader in) throws IOException {
        say(client, "334 ");
        return in.readLine();
    }

    private static String text(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static void say(Socket client, String line) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
