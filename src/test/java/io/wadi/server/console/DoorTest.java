package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.flow.store.Audit;
import io.wadi.model.ConfigurationFailure;
import io.wadi.server.Answer;
import io.wadi.server.Role;
import io.wadi.server.Served;
import io.wadi.server.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in, and how. */
class DoorTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void build() {
        house = new House(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Users users() throws IOException {
        Path file = folder.resolve("users");
        Files.writeString(
                file,
                "# people\n" + Users.line("anna", Role.EDITOR, PASSWORD) + "\n"
                        + Users.line("bob", Role.VIEWER, PASSWORD));
        return Users.read(file);
    }

    private House withUsers() throws IOException {
        return house.open("prod", Served.TOKENS, users(), Optional.empty());
    }

    @Test
    void aLinkWorksOnceAndTheNextIsTold() {
        house.open("dev");
        String link = house.links.get(0);
        Answer.Page welcome = new Guest(house).get(link);
        assertThat(welcome.status()).isEqualTo(200);
        assertThat(welcome.headers().get("Set-Cookie"))
                .matches("wadi-session-7080=[\\w-]+; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
        assertThat(house.links).hasSize(2);
        assertThat(new Guest(house).get(link).status()).isEqualTo(401);
        assertThat(new Guest(house).get("/enter/").status()).isEqualTo(303);
        assertThat(Guest.text(new Guest(house).enter().get("/"))).contains("local <em>admin</em>");
    }

    @Test
    void wrongLinksOfAnotherPageKeepNobodyOut() {
        house.open("dev");
        for (int i = 0; i < 30; i++) {
            assertThat(new Guest(house).get("/enter/x" + i).status()).isEqualTo(401);
        }
        assertThat(new Guest(house).get(house.links.get(0)).status()).isEqualTo(200);
    }

    @Test
    void whoeverIsNotSignedInIsAskedToAndComesBack() throws IOException {
        withUsers();
        Guest guest = new Guest(house);
        assertThat(guest.get("/runs?name=a%26b").headers())
                .containsEntry("Location", "/login?to=%2Fruns%3Fname%3Da%2526b");
        assertThat(Guest.text(guest.get("/login?to=%2Fruns%3Fname%3Da%2526b"))).contains("value=\"/runs?name=a%26b\"");
        Answer.Page welcome = guest.post("/login", "name=anna&password=correct+horse+battery&to=%2Fruns");
        assertThat(Guest.text(welcome)).contains("0;url=/runs");
        assertThat(Guest.text(guest.get("/"))).contains("anna <em>admin</em>");
    }

    @Test
    void nobodyIsSentToAnotherHost() throws IOException {
        withUsers();
        for (String to : List.of(
                "//evil.example", "/%5Cevil.example", "https://evil.example", "javascript:alert(1)", "/enter/x")) {
            Answer.Page welcome = new Guest(house).post("/login", "name=anna&password=correct+horse+battery&to=" + to);
            assertThat(Guest.text(welcome)).as(to).contains("0;url=/\"");
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownNameSayTheSame() throws IOException {
        withUsers();
        Answer.Page wrong = new Guest(house).post("/login", "name=anna&password=wrong");
        Answer.Page unknown = new Guest(house).post("/login", "name=carl&password=wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(Guest.text(wrong)).isEqualTo(Guest.text(unknown)).contains("not a name and password");
    }

    @Test
    void whoeverGuessesIsStoppedAndWaits() throws IOException {
        withUsers();
        Guest guest = new Guest(house);
        for (int i = 0; i < Throttle.TRIES; i++) {
            assertThat(guest.post("/login", "name=anna&password=wrong" + i).status())
                    .isEqualTo(401);
        }
        assertThat(guest.post("/login", "name=anna&password=correct+horse+battery")
                        .status())
                .isEqualTo(429);
        assertThat(new Guest(house)
                        .from("10.0.0.9")
                        .post("/login", "name=anna&password=correct+horse+battery")
                        .status())
                .as("another address, the same name")
                .isEqualTo(429);
        assertThat(guest.post("/login", "name=bob&password=correct+horse+battery")
                        .status())
                .as("the same address, another name")
                .isEqualTo(429);
        house.now = house.now.plus(Throttle.WITHIN).plusSeconds(1);
        assertThat(guest.post("/login", "name=anna&password=correct+horse+battery")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenOfTheApiIsGoodForTheConsole() throws IOException {
        withUsers();
        Guest guest = new Guest(house).signIn("token=" + Served.OPERATOR);
        assertThat(Guest.text(guest.get("/"))).contains("ci <em>operator</em>");
        assertThat(new Guest(house).post("/login", "token=wadi_guess").status()).isEqualTo(401);
    }

    @Test
    void aTokenThatWasTakenAwayLetsNobodyInAnyMore() {
        AtomicReference<Tokens> inForce = new AtomicReference<>(Served.TOKENS);
        house.open("prod", inForce::get, Users.NONE, Optional.empty());
        Guest guest = new Guest(house).signIn("token=" + Served.OPERATOR);
        assertThat(guest.get("/runs").status()).isEqualTo(200);

        inForce.set(Tokens.NONE);

        assertThat(guest.get("/runs").status()).as("its session").isEqualTo(303);
        assertThat(new Guest(house).post("/login", "token=" + Served.OPERATOR).status())
                .isEqualTo(401);
    }

    @Test
    void whoeverIsTakenAwayOrMayLessGoesOnUnderNoOldSession() throws IOException {
        withUsers();
        Guest anna = new Guest(house).signIn("name=anna&password=correct+horse+battery");
        Guest bob = new Guest(house).signIn("name=bob&password=correct+horse+battery");
        assertThat(bob.get("/runs").status()).isEqualTo(200);
        Path file = folder.resolve("users");
        Files.writeString(file, Users.line("anna", Role.VIEWER, PASSWORD));

        house.open("prod", Served.TOKENS, Users.read(file), Optional.empty());

        assertThat(bob.get("/runs").status()).as("nobody knows bob").isEqualTo(303);
        assertThat(anna.get("/runs").status()).as("an admin's session").isEqualTo(303);
        anna.signIn("name=anna&password=correct+horse+battery");
        assertThat(Guest.text(anna.get("/"))).contains("anna <em>viewer</em>");
    }

    @Test
    void whomAProxyHadSignedInIsNobodyWithoutIt() {
        ConsoleSettings.Proxy proxy =
                new ConsoleSettings.Proxy("x-forwarded-user", Set.of("10.1.1.1"), Map.of("anna", Role.EDITOR));
        house.open("prod", Served.TOKENS, Users.NONE, Optional.of(proxy));
        Guest anna = new Guest(house).with("x-forwarded-user", "anna").from("10.1.1.1");
        anna.get("/runs");
        assertThat(anna.get("/runs").status()).isEqualTo(200);
        assertThat(Guest.text(anna.get("/"))).contains("anna <em>admin</em>");

        house.open(
                "prod",
                Served.TOKENS,
                Users.NONE,
                Optional.of(new ConsoleSettings.Proxy(
                        "x-forwarded-user", Set.of("10.1.1.1"), Map.of("anna", Role.OPERATOR))));
        anna.get("/");
        assertThat(Guest.text(anna.get("/"))).as("signed in anew").contains("anna <em>operator</em>");

        house.open("prod", Served.TOKENS, Users.NONE, Optional.empty());
        assertThat(anna.get("/runs").status()).isEqualTo(303);
    }

    @Test
    void aSessionEndsWithItsTimeAndWhenItsOwnerLeaves() throws IOException {
        withUsers();
        Guest guest = new Guest(house).signIn("name=anna&password=correct+horse+battery");
        String cookie = guest.cookie().orElseThrow();
        assertThat(guest.get("/").status()).isEqualTo(200);
        house.now = house.now.plus(Duration.ofHours(3));
        assertThat(guest.get("/").status()).as("idle for three hours").isEqualTo(303);
        guest.signIn("name=anna&password=correct+horse+battery");
        assertThat(guest.cookie()).as("another session each time").isNotEqualTo(Optional.of(cookie));
        String second = guest.cookie().orElseThrow();
        assertThat(guest.post("/logout", "").headers()).containsEntry("Location", "/login");
        assertThat(new Guest(house).with("cookie", second).get("/").status()).isEqualTo(303);
    }

    @Test
    void aProxyIsBelievedFromItsOwnAddressAlone() {
        ConsoleSettings.Proxy proxy =
                new ConsoleSettings.Proxy("x-forwarded-user", Set.of("10.1.1.1"), Map.of("anna", Role.EDITOR));
        house.open("prod", Tokens.NONE, Users.NONE, Optional.of(proxy));
        Guest anna = new Guest(house).with("x-forwarded-user", "anna").from("10.1.1.1");
        assertThat(Guest.text(anna.get("/runs"))).contains("0;url=/runs");
        assertThat(Guest.text(anna.get("/"))).contains("anna <em>admin</em>");
        assertThat(anna.with("x-forwarded-user", "bob").get("/").headers()).containsKey("Set-Cookie");
        assertThat(Guest.text(anna.get("/"))).contains("bob <em>viewer</em>");
        Guest byTls = new Guest(house)
                .with("x-forwarded-user", "anna")
                .with("x-forwarded-proto", "https")
                .from("10.1.1.1");
        assertThat(byTls.get("/").headers().get("Set-Cookie")).endsWith("; Secure");
        Guest liar = new Guest(house).with("x-forwarded-user", "anna").from("10.6.6.6");
        assertThat(liar.get("/").status()).isEqualTo(303);
        assertThat(house.links).isEmpty();
    }

    @Test
    void elsewhereItDoesNotStartWithoutKnowingAnybody() {
        assertThatThrownBy(() ->
                        new ConsoleSettings(Set.of(), Users.NONE, () -> Tokens.NONE, Optional.empty(), false, false))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("nobody could be told from anybody");
    }

    @Test
    void passwordsDoNotTravelInTheOpen() throws IOException {
        ConsoleSettings elsewhere =
                new ConsoleSettings(Set.of(), users(), () -> Tokens.NONE, Optional.empty(), false, false);
        Door door = new Door(elsewhere, house.store.sessions(), () -> house.now, () -> "secret", link -> {});
        Map<String, String> form = Map.of("name", "anna", "password", PASSWORD);
        assertThatThrownBy(() -> door.byForm(form, request("http://wadi.example"), "10.0.0.1"))
                .hasMessageContaining("TLS");
        assertThat(door.byForm(form, request("https://wadi.example"), "10.0.0.1"))
                .isPresent();
    }

    private static io.wadi.server.Request request(String origin) {
        return new io.wadi.server.Request("POST", "/login", "", Map.of("host", "wadi.example", "origin", origin), "");
    }

    @Test
    void aUsersFileIsReadWhole() throws IOException {
        Path file = folder.resolve("bad");
        Files.writeString(file, "anna:boss:x\n\nbob:viewer:plain-password\n");
        assertThatThrownBy(() -> Users.read(file))
                .isInstanceOfSatisfying(
                        ConfigurationFailure.class,
                        e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void everyTryIsInTheAudit() throws IOException {
        withUsers();
        new Guest(house).post("/login", "name=anna&password=wrong");
        new Guest(house).signIn("name=anna&password=correct+horse+battery");
        assertThat(house.store.audit().list(Optional.empty(), 10))
                .extracting(Audit.Entry::who, Audit.Entry::action, Audit.Entry::outcome)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("anna", "sign in by password", 401),
                        org.assertj.core.groups.Tuple.tuple("anna", "sign in by password", 200));
    }
}
