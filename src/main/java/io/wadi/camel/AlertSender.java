package io.wadi.camel;

import io.wadi.config.DeploymentsFile;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Deliverer;
import io.wadi.flow.alert.Notice;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * Brings notices to channels through Camel's HTTP and mail components, so that their settings for TLS and proxies hold.
 * Addresses and passwords are looked up for each notice, and stand in no route, log or message.
 */
public final class AlertSender implements Deliverer {
    /** A sender with a context of its own. */
    public record Open(Main main, AlertSender sender) implements AutoCloseable {
        @Override
        public void close() {
            main.stop();
        }
    }

    private final Secrets secrets;
    private final AlertPost post;
    private final AlertMail mail;
    private final InstantSource clock;
    private final Optional<URI> console;

    /** @param console below which runs are shown, at {@code runs/ID} */
    public AlertSender(CamelContext camel, Secrets secrets, InstantSource clock, Optional<URI> console) {
        this.secrets = secrets;
        this.post = new AlertPost(camel);
        this.mail = new AlertMail(camel);
        this.clock = clock;
        this.console = console;
    }

    /** For whoever has no context. */
    public static Open open(
            Settings settings, Secrets secrets, Retry retry, InstantSource clock, Optional<URI> console) {
        Main main = WadiContext.main("wadi-alerts", List.of(), settings, secrets, retry, Optional.empty());
        try {
            main.start();
        } catch (Exception e) {
            main.stop();
            throw e instanceof Failure failure
                    ? failure
                    : new ConfigurationFailure(Explanation.of("alerts cannot be sent: " + e.getMessage())
                            .fix("check camel.* in application.properties"));
        }
        return new Open(main, new AlertSender(main.getCamelContext(), secrets, clock, console));
    }

    /** The secrets that a channel asks for. */
    public static List<SecretNeeds.Need> needs(Channel channel) {
        List<String> more = switch (channel.way()) {
            case SLACK, TEAMS -> List.of();
            case WEBHOOK -> List.of("key");
            case MAIL -> List.of("user", "password");
        };
        String because = "alert channel " + channel.name() + " needs";
        return Stream.concat(
                        Stream.of(SecretNeeds.Need.of(channel.section(), List.of("url"), because)),
                        more.stream().map(key -> SecretNeeds.Need.optional(channel.section(), key, because)))
                .map(need -> need.at(DeploymentsFile.FILE))
                .toList();
    }

    @Override
    public void deliver(Channel channel, Notice notice, String id) {
        AlertBodies bodies = new AlertBodies(
                notice,
                console.flatMap(base ->
                        notice.run().map(run -> base.resolve("runs/" + run).toString())));
        String section = channel.section();
        String url = secret(section, "url")
                .orElseThrow(() -> new ConfigurationFailure(Explanation.of("secret " + section
                                + ".url is not set, which alert channel " + channel.name() + " needs")
                        .fix("looked for it in " + secrets.places(section, "url"))));
        try {
            switch (channel.way()) {
                case SLACK -> post.send(url, bodies.slack(), Map.of());
                case TEAMS -> post.send(url, bodies.teams(), Map.of());
                case WEBHOOK -> {
                    String body = bodies.webhook(id);
                    post.send(url, body, AlertPost.signed(body, id, secret(section, "key"), clock.instant()));
                }
                case MAIL ->
                    mail.send(
                            new AlertMail.Server(url, secret(section, "user"), secret(section, "password")),
                            channel,
                            bodies);
            }
        } catch (TerminalFailure e) {
            secrets.refused(section); // where a vault has it, the next try looks again
            throw e;
        }
    }

    private Optional<String> secret(String section, String key) {
        return secrets.find(section, key).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** An answer of somebody else, without what is secret and with an end. */
    static String quoted(String answer, List<String> secret) {
        String text = answer.replaceAll("\\s+", " ").replaceAll("\\p{C}", "").strip();
        for (String each : secret) {
            text = each.length() < 4 ? text : text.replace(each, "***");
        }
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    static String low(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
