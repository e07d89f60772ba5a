package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels of {@code deployments.yaml} that cannot be used. */
class AlertReaderTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                        | channel team leads nowhere | add to: {slack: SECTION} | 2:3
                    {to: {slak: s}}                           | unknown key slak | did you mean slack? | 2:15
                    {to: {slack: s, teams: t}}                | channel team has several ways to be told | several channels | 2:10
                    {to: {mail: m}}                           | channel team has no recipients | recipients: | 2:10
                    {to: {mail: m, recipients: [ops]}}        | 'ops' is no address of a mail | data@example.com | 2:37
                    {to: {slack: s, recipients: [a@b.c]}}     | slack has no recipients | only mail has | 2:25
                    {to: {slack: s}, on: [failed, laet]}      | on is 'laet' | did you mean late? | 2:39
                    {to: {slack: s}, when: late}              | unknown key when | there are to, on | 2:26
                    """)
    void whatIsWrongIsToldWithItsPlace(String channel, String what, String fix, String place) throws IOException {
        List<Explanation> problems = problems("alerts:\n  team: " + channel + "\ndeployments: []\n");

        assertThat(problems.get(0).what()).contains(what);
        assertThat(problems.get(0).fix().orElse("")).contains(fix);
        assertThat(problems.get(0).at()).contains("deployments.yaml:" + place);
    }

    @Test
    void anAddressInPlaceOfASectionIsNotRepeated() throws IOException {
        List<Explanation> problems =
                problems("alerts: {team: {to: {slack: \"https://hooks.slack.com/services/T1/B1/SECRET\"}}}\n"
                        + "deployments: [{name: a, pipeline: b, alert: [team, temp]}]\n");

        assertThat(problems)
                .extracting(Explanation::what)
                .first()
                .isEqualTo("slack is no name of a section of the secrets");
        assertThat(problems.toString()).doesNotContain("SECRET").contains("slack-alerts.url");
        assertThat(problems)
                .extracting(Explanation::what)
                .contains("alerts has no temp")
                .doesNotContain("alerts has no team");
    }

    private List<Explanation> problems(String text) throws IOException {
        Files.writeString(home.resolve("deployments.yaml"), text);
        return DeploymentsFile.read(home, Optional.of("prod"))
                .problems(RouteFiles.read(Files.createDirectories(home.resolve("routes"))));
    }
}
