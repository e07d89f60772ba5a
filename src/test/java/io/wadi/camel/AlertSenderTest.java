package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Channel.Way;
import io.wadi.flow.alert.Notice;
import io.wadi.flow.alert.Notice.Fact;
import io.wadi.flow.alert.Trouble;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.testing.Canary;
import io.wadi.testing.LoggedAtTrace;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import io.wadi.testing.SmtpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertSenderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOSTILE =
            "<!channel> <https://evil|click> *b* _i_ `c` [l](https://evil) <at>all</at> & \u202edab\r\n.\r\nBcc: x@y.z";

    @TempDir
    Path home;

    private final ScriptedServer web = ScriptedServer.start();
    private final Map<String, String> secrets = new HashMap<>();

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void slackGetsBlocksInWhichNothingIsFormatted() throws IOException {
        JsonNode body = new ObjectMapper()
                .readTree(posted(Way.SLACK, Reply.of(200, "ok")).body());

        assertThat(body.at("/blocks/0/text/text").asText()).startsWith("🔴 products &lt;!channel&gt;");
        assertThat(body.at("/blocks/1/text/text").asText())
                .startsWith("why: &lt;!channel&gt; &lt;https://evil|click&gt; *b*")
                .endsWith("&amp; \\u202edab . Bcc: x@y.z");
        assertThat(body.at("/blocks/2/text/text").asText()).isEqualTo("https://wadi.example/runs/r1");
        assertThat(body.findValuesAsText("type")).doesNotContain("mrkdwn");
        assertThat(body.path("mrkdwn").asBoolean(true)).isFalse();
        assertThat(body.path("text").asText()).doesNotContain("<");
    }

    @Test
    void teamsGetsACardWhoseTextsKnowNoMarkdown() throws IOException {
        JsonNode body =
                new ObjectMapper().readTree(posted(Way.TEAMS, Reply.of(202, "")).body());

        JsonNode card = body.at("/attachments/0/content");
        assertThat(body.at("/attachments/0/contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body"))
                .allMatch(each -> each.path("type").asText().equals("RichTextBlock"));
        assertThat(card.at("/body/1/inlines/0/text").asText()).isEqualTo("why: ");
        assertThat(card.at("/body/1/inlines/1/text").asText()).contains("[l](https://evil)");
        assertThat(card.at("/actions/0/url").asText()).isEqualTo("https://wadi.example/runs/r1");
    }

    @Test
    void aWebhookGetsJsonThatItsKeySigned() throws IOException {
        secrets.put("ALERTS_KEY", "hunter2");
        Request request = posted(Way.WEBHOOK, Reply.of(204, ""));

        JsonNode body = new ObjectMapper().readTree(request.body());
        assertThat(body.path("event").asText()).isEqualTo("alert");
        assertThat(body.path("trouble").asText()).isEqualTo("failed");
        assertThat(body.path("id").asText()).isEqualTo("5-c-alert");
        assertThat(body.at("/facts/why").asText()).startsWith("<!channel>");
        assertThat(request.header("X-Wadi-Id")).contains("5-c-alert");
        assertThat(request.header("X-Wadi-Timestamp")).contains("1795348800");
        assertThat(request.header("X-Wadi-Signature"))
                .isEqualTo(Optional.ofNullable(AlertPost.signed(request.body(), "", Optional.of("hunter2"), NOW)
                        .get("X-Wadi-Signature")));
        assertThat(AlertPost.signed("{}", "", Optional.of("key"), Instant.ofEpochSecond(1))
                        .get("X-Wadi-Signature"))
                .as("printf '1.{}' | openssl dgst -sha256 -hmac key")
                .isEqualTo("sha256=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224");
    }

    @Test
    void aMailIsPlainTextAndItsHeadersAreItsOwn() {
        try (SmtpServer smtp = new SmtpServer("hunter2")) {
            secrets.put("ALERTS_URL", smtp.url());
            secrets.put("ALERTS_USER", "wadi@example.com");
            secrets.put("ALERTS_PASSWORD", "hunter2");
            deliver(mail("data@example.com", "ops@example.com"));

            SmtpServer.Mail mail = smtp.mails.get(0);
            String head = mail.text().substring(0, mail.text().indexOf("\n\n"));
            assertThat(smtp.mails).hasSize(1);
            assertThat(mail.login()).endsWith(" wadi@example.com hunter2");
            assertThat(mail.to()).containsExactly("RCPT TO:<data@example.com>", "RCPT TO:<ops@example.com>");
            assertThat(head)
                    .contains(
                            "From: wadi@example.com",
                            "Subject: [Wadi] products <!channel>",
                            "text/plain; charset=UTF-8")
                    .contains("Auto-Submitted: auto-generated", "Date: ")
                    .doesNotContainPattern("(?m)^Bcc");
            assertThat(mail.text()).contains("why         <!channel> <https://evil|click> *b*");
        }
    }

    @Test
    void whatTheMailServerRefusesIsSaid() {
        try (SmtpServer smtp = new SmtpServer("hunter2")) {
            secrets.put("ALERTS_URL", smtp.url());
            secrets.put("ALERTS_USER", "wadi@example.com");
            secrets.put("ALERTS_PASSWORD", "hunter3");
            assertThatThrownBy(() -> deliver(mail("data@example.com")))
                    .isInstanceOf(TerminalFailure.class)
                    .hasMessageContaining("refuses the user and password")
                    .hasMessageNotContaining("hunter3");
            secrets.put("ALERTS_PASSWORD", "hunter2");
            assertThatThrownBy(() -> deliver(mail("nobody@example.com")))
                    .isInstanceOf(TerminalFailure.class)
                    .hasMessageContaining("does not take the mail")
                    .hasMessageContaining("no such user");
            assertThat(smtp.mails).isEmpty();
        }
    }

    @Test
    void aPasswordIsNotSentInTheClearToAnotherMachine() {
        assertThat(AlertMail.configuration(
                                new AlertMail.Server("", Optional.of("u"), Optional.of("p")),
                                URI.create("smtp://mail.example:587"))
                        .getAdditionalJavaMailProperties())
                .containsEntry("mail.smtp.starttls.required", "true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    301 | it has moved, and redirects are not followed       | false
                    401 | 401 (no /***): it does not take messages          | false
                    404 | it does not take messages with this address        | false
                    400 | it does not understand the message                 | false
                    429 | it wants fewer messages                            | true
                    503 | it has trouble of its own                          | true
                    """)
    void whatComesBackIsSaidInWords(int status, String what, boolean mayPass) {
        Reply reply = Reply.of(status, "no " + "/services/T1/SECRET")
                .header("Location", web.url("/other").toString());
        assertThatThrownBy(() -> posted(Way.SLACK, reply))
                .isInstanceOf(mayPass ? TransientFailure.class : TerminalFailure.class)
                .hasMessageContaining(what.replace("/***", "***"))
                .hasMessageNotContaining("SECRET");
        assertThat(web.count("/other")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://127.0.0.1:1/SECRET          | nobody listens there (connection refused)
                    https://no-such-host.invalid/SECRET | no such host (DNS)
                    http://169.254.169.254/SECRET       | link-local address
                    smtp://host/SECRET                  | no address of the web
                    """)
    void whoIsNotReachedIsSaidInWords(String url, String what) {
        secrets.put("ALERTS_URL", url);
        assertThatThrownBy(() -> deliver(channel(Way.SLACK)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(what)
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void aMailServerThatIsDownIsSaidInWords() {
        secrets.put("ALERTS_URL", "smtp://127.0.0.1:1");
        assertThatThrownBy(() -> deliver(mail("a@b.c")))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("nobody listens there");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void withoutAnAddressItIsSaidWhereItBelongs(Way way) {
        assertThatThrownBy(() -> deliver(way == Way.MAIL ? mail("a@b.c") : channel(way)))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("secret alerts.url is not set, which alert channel c needs");
    }

    @Test
    void noSecretIsLogged() {
        Canary path = new Canary("Xq7Zp4Lw9Vn2Kd8RtB");
        Canary key = new Canary("Jm5Hs8Yc3Qe6Wu1PxN");
        try (LoggedAtTrace log = new LoggedAtTrace();
                SmtpServer smtp = new SmtpServer(key.text())) {
            web.on("/services/" + path.text(), Reply.of(500, "no"));
            secrets.put("ALERTS_URL", web.url("/services/" + path.text()).toString());
            secrets.put("ALERTS_KEY", key.text());
            assertThatThrownBy(() -> deliver(channel(Way.WEBHOOK))).isInstanceOf(TransientFailure.class);
            secrets.put("ALERTS_URL", smtp.url());
            secrets.put("ALERTS_USER", "u");
            secrets.put("ALERTS_PASSWORD", key.text());
            deliver(mail("a@b.c"));
            assertThat(smtp.mails).hasSize(1);
            assertThat(path.in(Canary.hay(log.text()))).isEmpty();
            assertThat(key.in(Canary.hay(log.text()))).isEmpty();
        }
    }

    private Request posted(Way way, Reply reply) {
        web.on("/services/T1/SECRET", reply);
        secrets.put("ALERTS_URL", web.url("/services/T1/SECRET").toString());
        deliver(channel(way));
        return web.requests("/services/T1/SECRET").get(0);
    }

    private void deliver(Channel channel) {
        Notice notice = new Notice(
                Notice.Mood.ALERT,
                "products",
                Optional.of(Trouble.FAILED),
                "products " + HOSTILE,
                Optional.of("r1"),
                NOW.toString(),
                List.of(new Fact("why", HOSTILE)));
        try (AlertSender.Open open = AlertSender.open(
                Settings.read(home, Map.of(), Map.of()),
                Secrets.ofEnvironment(secrets),
                new Retry(1, (time, deadline) -> {}, InstantSource.fixed(NOW), new Random(1)),
                InstantSource.fixed(NOW),
                Optional.of(URI.create("https://wadi.example/")))) {
            open.sender().deliver(channel, notice, "5-c-alert");
        }
    }

    private static Channel channel(Way way) {
        return new Channel("c", way, "alerts", List.of(), Optional.empty(), Trouble.USUAL);
    }

    private static Channel mail(String... to) {
        return new Channel("c", Way.MAIL, "alerts", List.of(to), Optional.empty(), Trouble.USUAL);
    }
}
