package io.wadi.camel;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.alert.Channel;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;

/** Sends mails by Camel's component; the endpoint is made here, so that its address has no password in it. */
final class AlertMail {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(15).toMillis();

    /**
     * Who sends them.
     *
     * @param url as in {@code smtp://host:587} or {@code smtps://host:465}
     */
    record Server(String url, Optional<String> user, Optional<String> password) {
        Server {
            requireNonNull(url);
            requireNonNull(user);
            requireNonNull(password);
        }

        @Override
        public String toString() {
            return "a mail server";
        }
    }

    private final CamelContext camel;

    AlertMail(CamelContext camel) {
        this.camel = camel;
    }

    /** @throws Failure that says what came back */
    void send(Server server, Channel channel, AlertBodies bodies) {
        URI at = address(server.url());
        MailConfiguration configuration = configuration(server, at);
        MailEndpoint endpoint = new MailEndpoint(
                at.getScheme() + "://" + at.getHost() + ":" + at.getPort(),
                camel.getComponent(at.getScheme(), MailComponent.class),
                configuration);
        endpoint.setCamelContext(camel);
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(bodies.mail());
        exchange.getMessage().setHeader("Subject", bodies.mailSubject());
        exchange.getMessage().setHeader("To", String.join(",", channel.to()));
        exchange.getMessage()
                .setHeader(
                        "From",
                        channel.from()
                                .or(() -> server.user().filter(user -> user.contains("@")))
                                .orElse(channel.to().get(0)));
        exchange.getMessage().setHeader("Auto-Submitted", "auto-generated");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
        try (Producer producer = endpoint.createProducer()) {
            ServiceHelper.startService(producer);
            producer.process(exchange);
        } catch (Exception e) {
            throw failure(server, at.getHost() + ":" + at.getPort(), e);
        }
        Optional.ofNullable(exchange.getException()).ifPresent(e -> {
            throw failure(server, at.getHost() + ":" + at.getPort(), e);
        });
    }

    private static URI address(String url) {
        try {
            URI at = new URI(url);
            if (at.getHost() != null && List.of("smtp", "smtps").contains(String.valueOf(at.getScheme()))) {
                int port = at.getPort() >= 0 ? at.getPort() : at.getScheme().equals("smtp") ? 587 : 465;
                return new URI(at.getScheme(), null, at.getHost(), port, null, null, null);
            }
        } catch (URISyntaxException e) {
            // whose message repeats it
        }
        throw new ConfigurationFailure(Explanation.of("the url of the channel's section is no address of a mail server")
                .fix("as in smtp://host:587 or smtps://host:465; user and password have keys of their own"));
    }

    /** A password is never sent in the clear, unless to this machine. */
    static MailConfiguration configuration(Server server, URI at) {
        boolean here = List.of("localhost", "127.0.0.1", "[::1]").contains(at.getHost());
        String prefix = "mail." + at.getScheme() + ".";
        Properties properties = new Properties();
        properties.put(prefix + "starttls.enable", "true");
        properties.put(
                prefix + "starttls.required", String.valueOf(server.password().isPresent() && !here));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "timeout", String.valueOf(PATIENCE_MILLIS));
        properties.put(prefix + "writetimeout", String.valueOf(PATIENCE_MILLIS));
        MailConfiguration configuration = new MailConfiguration();
        configuration.configureProtocol(at.getScheme());
        configuration.setHost(at.getHost());
        configuration.setPort(at.getPort());
        configuration.setConnectionTimeout(PATIENCE_MILLIS);
        server.user().ifPresent(configuration::setUsername);
        server.password().ifPresent(configuration::setPassword);
        configuration.setAdditionalJavaMailProperties(properties);
        return configuration;
    }

    private static Failure failure(Server server, String host, Throwable raised) {
        List<Throwable> causes = Stream.iterate(raised, each -> each != null, Throwable::getCause)
                .toList();
        List<String> secret = server.password().stream().toList();
        if (causes.stream().anyMatch(AuthenticationFailedException.class::isInstance)) {
            return new TerminalFailure(Explanation.of(
                            host + " refuses the user and password (" + AlertSender.quoted(said(causes), secret) + ")")
                    .fix("put the right ones into the secrets"));
        }
        if (causes.stream().anyMatch(SendFailedException.class::isInstance)) {
            return new TerminalFailure(
                    Explanation.of(host + " does not take the mail (" + AlertSender.quoted(said(causes), secret) + ")")
                            .fix("look at the recipients and at from"));
        }
        return causes.stream()
                .filter(IOException.class::isInstance)
                .findFirst()
                .map(cause -> AlertPost.unreached(host, cause))
                .orElse(new TransientFailure(
                        Explanation.of(host + " did not take the mail: " + AlertSender.quoted(said(causes), secret))));
    }

    /** The last of the causes is what the server said. */
    private static String said(List<Throwable> causes) {
        return String.valueOf(causes.get(causes.size() - 1).getMessage());
    }
}
