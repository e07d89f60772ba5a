package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.samples.Crm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HubSpot's source as it comes with Wadi, against a CRM that enforces HubSpot's limits. */
class HubspotTest {
    private static final int CONTACTS = 10_450; // more than a search gives
    private static final Path ROUTES = Path.of(System.getProperty("wadi.home", "."), "src/main/resources/routes");

    @TempDir
    Path home;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Crm crm = Crm.holding(CONTACTS, 40, "secret", log::add);

    @AfterEach
    void stop() {
        crm.close();
    }

    @BeforeEach
    void copyTheRoutes() throws IOException {
        for (String name : List.of("sources/hubspot.camel.yaml", "pipelines/hubspot.camel.xml")) {
            Path copy = home.resolve("routes").resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(ROUTES.resolve(name), copy);
        }
    }

    @Test
    void everyRecordComesOnceAndThenWhatChanged() {
        Project project = new Project(home);
        project.environment.put("HUBSPOT_TOKEN", "secret");
        project.environment.put("WADI_MASK_KEY", "key");

        succeeded(run(project));

        assertThat(project.query("SELECT count(*) || ' ' || count(DISTINCT id) FROM crm.contacts"))
                .containsExactly(CONTACTS + " " + CONTACTS);
        assertThat(
                        project.query(
                                "SELECT (SELECT count(*) FROM crm.companies) || ' ' || (SELECT count(*) FROM crm.deals)"
                                        + " || ' ' || (SELECT count(*) FROM crm.tickets) || ' ' || (SELECT count(*) FROM crm.owners)"))
                .containsExactly("150 230 90 7");
        assertThat(project.query("SELECT count(*) FROM crm.contact_links__associations__companies__results"))
                .allSatisfy(links -> assertThat(Integer.parseInt(links)).isBetween(CONTACTS / 2, CONTACTS));
        assertThat(project.query("SELECT count(*) FROM crm.contacts WHERE properties__email LIKE '%@%'"))
                .containsExactly("0");
        assertThat(project.query("SELECT count(*) FROM crm.contacts WHERE properties__lifecyclestage IS NULL"))
                .as("the properties asked for are there")
                .containsExactly("0");
        assertThat(refused()).as("the declared rate is kept").isEmpty();
        assertThat(searches()).hasSizeBetween(CONTACTS / 200, CONTACTS / 200 + 10);

        int changed = crm.advance();
        log.clear();
        succeeded(run(project));

        assertThat(project.query("SELECT count(*) || ' ' || count(DISTINCT id) FROM crm.contacts"))
                .containsExactly((CONTACTS + 60) + " " + (CONTACTS + 60));
        assertThat(project.query("SELECT count(*) FROM crm.contacts WHERE archived AND archived_at IS NOT NULL"))
                .containsExactly("5");
        for (String type : List.of("companies", "deals", "tickets")) {
            assertThat(project.query(
                            "SELECT count(*) FROM crm." + type + " WHERE archived AND archived_at IS NOT NULL"))
                    .as(type)
                    .containsExactly("2");
        }
        assertThat(project.query("SELECT count(*) FROM crm.deals")).containsExactly("230");
        assertThat(searches()).as("only what changed is asked for").hasSizeBetween(4, changed / 200 + 8);
        assertThat(refused()).isEmpty();
    }

    private List<String> searches() {
        return log.stream().filter(line -> line.contains("/contacts/search")).toList();
    }

    /** Lists are refused now and then whatever is kept. */
    private List<String> refused() {
        return log.stream()
                .filter(line -> line.endsWith(" 429") && line.contains("/search"))
                .toList();
    }

    private Outcome run(Project project) {
        List<String> args = new ArrayList<>(List.of(
                "run",
                "hubspot",
                "--destination",
                "duckdb://" + project.database,
                "-D",
                "hubspot.url=" + crm.url(),
                "-D",
                "hubspot.rate=40/1s"));
        return project.wadi(args.toArray(String[]::new));
    }

    private static void succeeded(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    }
}
