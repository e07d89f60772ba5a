package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.Audit;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.Logs;
import io.wadi.server.Answer;
import io.wadi.server.Caller;
import io.wadi.server.Role;
import io.wadi.server.Token;
import io.wadi.server.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages say, to whom, and what they have done. */
class ConsoleTest {
    private static final Tokens TOKENS = new Tokens(List.of(
            Token.of(new Caller("vera", Role.VIEWER), "wadi_v"),
            Token.of(new Caller("oleg", Role.OPERATOR), "wadi_o"),
            Token.of(new Caller("ada", Role.EDITOR), "wadi_e")));
    private static final Map<Role, String> SECRETS =
            Map.of(Role.VIEWER, "wadi_v", Role.OPERATOR, "wadi_o", Role.EDITOR, "wadi_e");

    @TempDir
    Path folder;

    private House house;
    private Furnished furnished;

    @BeforeEach
    void build() {
        house = new House(folder);
        furnished = new Furnished(house);
        house.open("prod", TOKENS, Users.NONE, Optional.empty());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Guest guest(Role role) {
        return new Guest(house).signIn("token=" + SECRETS.get(role));
    }

    private String path(Route route) {
        return route.path()
                .replace("{id}", furnished.failed.id())
                .replace("{name}", "orders-hourly")
                .replaceAll("\\{[^}]+}", "x");
    }

    @Test
    void everyRouteIsForThoseWhoMayAndNobodyElse() {
        List<Route> routes = house.console().routes();
        assertThat(routes).hasSizeGreaterThan(10);
        for (Route route : routes) {
            Answer nobody = new Guest(house).ask(route.method(), path(route), "", "");
            assertThat(((Answer.Page) nobody).status()).as("nobody, %s", route).isIn(303, 401);
            for (Role role : Role.values()) {
                Guest guest = guest(role);
                boolean may = role.compareTo(route.needs()) >= 0;
                Answer answer = route.method().equals("GET")
                        ? guest.ask("GET", path(route), "", "")
                        : guest.post(path(route), "");
                int status = answer instanceof Answer.Page page ? page.status() : 200;
                assertThat(status == 403).as("%s, %s", role, route).isEqualTo(!may);
                assertThat(status).as("%s, %s", role, route).isNotIn(401, 500);
            }
        }
    }

    @Test
    void onlyAFormOfThisConsoleChangesAnything() {
        Guest oleg = guest(Role.OPERATOR);
        String cancel = "/runs/" + furnished.running.id() + "/cancel";
        assertThat(oleg.with("origin", "http://evil.example").post(cancel, "").status())
                .isEqualTo(403);
        assertThat(oleg.with("origin", "null").post(cancel, "").status()).isEqualTo(403);
        oleg.without("origin");
        assertThat(oleg.with("sec-fetch-site", "cross-site").post(cancel, "").status())
                .isEqualTo(403);
        oleg.without("sec-fetch-site");
        assertThat(oleg.with("content-type", "text/plain").post(cancel, "").status())
                .isEqualTo(400);
        oleg.without("content-type");
        oleg.csrf("0".repeat(64));
        assertThat(oleg.post(cancel, "").status()).isEqualTo(403);
        assertThat(state(furnished.running)).isEqualTo(RunState.RUNNING);
        oleg.get("/");
        assertThat(oleg.post(cancel, "").status()).isEqualTo(303);
        assertThat(state(furnished.running)).isEqualTo(RunState.CANCELLING);
    }

    private RunState state(Run run) {
        return house.store.runs().find(run.id()).orElseThrow().state();
    }

    @Test
    void aNameThatIsNotItsOwnIsNotAnswered() {
        assertThat(new Guest(house).with("host", "evil.example").get("/").status())
                .isEqualTo(403);
        assertThat(new Guest(house)
                        .with("host", "evil.example:7080")
                        .get("/login")
                        .status())
                .isEqualTo(403);
        assertThat(new Guest(house).with("host", "").get("/").status()).isEqualTo(403);
        assertThat(new Guest(house).with("host", "LOCALHOST:7080").get("/login").status())
                .isEqualTo(200);
    }

    @Test
    void whatIsDoneIsInTheAuditWithWhoAndWhatCameOfIt() {
        guest(Role.OPERATOR).post("/runs/" + furnished.failed.id() + "/retry", "");
        guest(Role.VIEWER).post("/runs/" + furnished.failed.id() + "/cancel", "");
        assertThat(house.store.audit().list(Optional.empty(), 20).stream()
                        .filter(entry -> entry.action().endsWith("run")))
                .extracting(Audit.Entry::who, Audit.Entry::action, Audit.Entry::target, Audit.Entry::outcome)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("oleg", "retry run", furnished.failed.id(), 303),
                        org.assertj.core.groups.Tuple.tuple("vera", "cancel run", furnished.failed.id(), 403));
        assertThat(state(furnished.failed)).isEqualTo(RunState.QUEUED);
        assertThat(house.store.runs().find(furnished.failed.id()).orElseThrow().reason())
                .contains("oleg");
        assertThat(guest(Role.OPERATOR)
                        .post("/runs/" + furnished.good.id() + "/retry", "")
                        .status())
                .as("what went well is not retried")
                .isEqualTo(409);
    }

    @Test
    void whatSourcesSayIsShownAndNeverRead() {
        Guest vera = guest(Role.VIEWER);
        for (String path : List.of("/", "/runs", "/runs/" + furnished.failed.id(), "/runs?name=%22%3E%3Cscript%3E")) {
            assertThat(Guest.text(vera.get(path)))
                    .as(path)
                    .doesNotContain("<script>w", "<img")
                    .doesNotContain("\"><script>");
        }
        assertThat(Guest.text(vera.get("/runs/" + furnished.failed.id()))).contains("&lt;img src=x onerror");
        assertThat(Shown.of("a\u202eb\u0007\u200bc")).isEqualTo("a⟨U+202E⟩b⟨U+0007⟩⟨U+200B⟩c");
        assertThat(Shown.of("x".repeat(30), 10)).isEqualTo("xxxxxxxxxx… and 20 characters more");
    }

    @Test
    void theWorstComesFirstAndOnceADeployment() {
        String text = Guest.text(guest(Role.VIEWER).get("/"));
        assertThat(text).containsSubsequence("Failing", "Crashed", "Late", "Stale");
        assertThat(text).contains("its last 4 runs ended badly").contains("a run was due 11 min ago");
        assertThat(text).contains("Sun 22 Nov 13:15 Europe/Warsaw").contains("Sun 22 Nov 12:15 UTC");
    }

    @Test
    void oneDeploymentThatCannotBeReadHidesNoOther() {
        String newer = "{\"name\": \"newer\", \"pipeline\": \"orders\", \"colour\": \"red\"}";
        house.store
                .deployments()
                .apply(
                        List.of(new Deployed(
                                "newer", "orders", newer, "f", "deploy", house.now, "ci", Optional.empty(), house.now)),
                        List.of(),
                        Map.of());
        Guest vera = guest(Role.VIEWER);
        for (String path : List.of("/", "/deployments", "/alerts", "/connections", "/data")) {
            assertThat(vera.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(Guest.text(vera.get("/")))
                .contains("cannot read deployment newer", ">orders-hourly</a>")
                .doesNotContain("/deployments/newer");
    }

    @Test
    void aRunSaysFirstWhyItFailedAndWhatToDo() {
        String text = Guest.text(guest(Role.OPERATOR).get("/runs/" + furnished.failed.id()));
        assertThat(text)
                .containsSubsequence(
                        "Why it ended badly",
                        "is frozen as bigint",
                        "Where",
                        "record 41",
                        "What is safe",
                        "What to do",
                        "Timeline");
        assertThat(text).contains("Retry from the failed step").doesNotContain(">Cancel<");
        assertThat(Guest.text(guest(Role.VIEWER).get("/runs/" + furnished.failed.id())))
                .doesNotContain("/retry");
        String waits = Guest.text(guest(Role.VIEWER).get("/runs/" + furnished.retrying.id()));
        assertThat(waits).contains("Awaiting retry", "Next attempt", "the source answered 503");
    }

    @Test
    void aListGoesOnWhereThePageBeforeEnded() {
        for (int i = 0; i < 60; i++) {
            house.ended(
                    "rates-history",
                    house.now.minus(Duration.ofDays(2)).plusSeconds(i),
                    Duration.ofSeconds(1),
                    RunState.COMPLETED,
                    "");
        }
        Guest vera = guest(Role.VIEWER);
        String first = Guest.text(vera.get("/runs?name=rates-history&state=completed"));
        assertThat(first.split("<tr>", -1)).hasSize(52); // what is before the first, the head, and fifty
        String older = first.replaceFirst("(?s).*href=\"([^\"]*before=[^\"]*)\" rel=\"next\".*", "$1")
                .replace("&amp;", "&");
        assertThat(older).startsWith("/runs?state=completed&name=rates-history&before=");
        assertThat(Guest.text(vera.get(older)).split("<tr>", -1)).hasSize(12);
    }

    @Test
    void aLogIsChosenByLevelAndByText() {
        String id = furnished.failed.id();
        Guest vera = guest(Role.VIEWER);
        assertThat(Guest.text(vera.get("/runs/" + id + "?level=ERROR"))).doesNotContain("12 400 records in 3 pages");
        assertThat(Guest.text(vera.get("/runs/" + id + "?q=RECORDS"))).contains("12 400 records in 3 pages");
        assertThat(Guest.text(vera.get("/runs/" + id + "?q=100%25"))).contains("No lines.");
        Answer.Page log = vera.get("/runs/" + id + "/log.txt");
        assertThat(log.headers().get("Content-Disposition")).startsWith("attachment;");
        assertThat(Guest.text(log)).contains("INFO extract github-issues");
    }

    @Test
    void ofALogThatIsTooLongForTheServerAFileHasTheEnd() {
        String id = furnished.failed.id();
        List<Logs.Line> lines = new ArrayList<>();
        for (long seq = 1_001; seq <= 2_300; seq++) {
            lines.add(new Logs.Line(id, seq, house.now, "INFO", "line " + seq + " " + "x".repeat(8_000)));
        }
        house.store.logs().add(lines);
        String text = Guest.text(guest(Role.VIEWER).get("/runs/" + id + "/log.txt"));
        assertThat(text)
                .hasSizeLessThan(8_100_000)
                .hasSizeGreaterThan(4_000_000)
                .startsWith("What it said before is left out here; GET /api/v1/runs/" + id + "/logs has it.")
                .contains("line 2300 ")
                .doesNotContain("line 1001 ");
    }

    @Test
    void aPageIsLightAndBringsAllThatItNeeds() {
        Guest vera = guest(Role.VIEWER);
        Answer.Page page = vera.get("/");
        assertThat(page.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        String text = Guest.text(page);
        assertThat(text).doesNotContain("style=\"", "onclick", "https://");
        List<String> files = text.lines()
                .flatMap(line -> java.util.regex.Pattern.compile("/assets/[^\"]+")
                        .matcher(line)
                        .results())
                .map(java.util.regex.MatchResult::group)
                .toList();
        assertThat(files).hasSize(4);
        int bytes = page.body().length;
        vera.with("accept-encoding", "gzip, br");
        for (String file : files) {
            Answer.Page asset = vera.get(file);
            assertThat(asset.headers())
                    .containsEntry("Cache-Control", "public, max-age=31536000, immutable")
                    .containsEntry("Content-Encoding", "gzip");
            bytes += asset.body().length;
        }
        assertThat(bytes).as("of the first page, as browsers ask for it").isLessThan(60_000);
    }
}
