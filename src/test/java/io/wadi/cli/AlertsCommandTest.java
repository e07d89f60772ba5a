package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import io.wadi.testing.SmtpServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsCommandTest {
    @TempDir
    Path home;

    private final ScriptedServer web = ScriptedServer.start();
    private final SmtpServer smtp = new SmtpServer("");
    private Project project;

    @BeforeEach
    void aProject() {
        project = new Project(home).events(web.url("/events")).file("deployments.yaml", """
                alerts:
                  data-team: {to: {slack: alerts-slack}}
                  operations: {to: {mail: alerts-mail, recipients: ops@example.com}}
                deployments:
                  - {name: events-hourly, pipeline: events, alert: [data-team, operations]}
                """);
        web.on("/services/hunter2", Reply.of(200, "ok"));
        project.environment.put("ALERTS_SLACK_URL", web.url("/services/hunter2").toString());
        project.environment.put("ALERTS_MAIL_URL", smtp.url());
    }

    @AfterEach
    void stop() {
        web.close();
        smtp.close();
    }

    @Test
    void eachChannelIsTriedAndWhatCameBackIsSaid() {
        assertThat(project.wadi("alerts", "test"))
                .isEqualTo(new Outcome(0, "✓ data-team (slack) took it\n✓ operations (mail) took it\n", ""));
        assertThat(smtp.mails).hasSize(1);

        web.on("/services/hunter2", Reply.of(404, "no_service"));
        Outcome refused = project.wadi("alerts", "test", "data-team");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out())
                .contains("✗ data-team (slack): 127.0.0.1 answers 404 (no_service)", "fix    make the webhook anew")
                .doesNotContain("hunter2");
        assertThat(project.wadi("alerts", "test", "--json").out())
                .contains("\"failed\":1")
                .doesNotContain("hunter2");
    }

    @Test
    void aChannelThatIsNotThereEndsWithTwo() {
        Outcome outcome = project.wadi("alerts", "test", "data-tem");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("alerts has no data-tem", "did you mean data-team?");
    }

    @Test
    void theirSecretsAreAmongThoseOfThePipeline() {
        project.environment.remove("ALERTS_MAIL_URL");

        Outcome outcome = project.wadi("secrets", "check", "events");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out())
                .contains("✓ alerts-slack.url", "environment variable ALERTS_SLACK_URL")
                .contains("✗ alerts-mail.url", "which alert channel operations needs", "at     deployments.yaml")
                .doesNotContain("alerts-mail.password");
    }
}
