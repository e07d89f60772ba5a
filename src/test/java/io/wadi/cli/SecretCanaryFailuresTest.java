package io.wadi.cli;

import static io.wadi.cli.SecretCanaries.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that fail, whoever is asked: no secret is in a message, log or file, whatever the answer repeats. */
class SecretCanaryFailuresTest {
    /** How an answer may repeat a text. */
    enum Form {
        PLAIN,
        URL,
        LOWER_URL,
        BASE64,
        JSON,
        HTML;

        String of(String text) {
            String url = URLEncoder.encode(text, StandardCharsets.UTF_8);
            return switch (this) {
                case PLAIN -> text;
                case URL -> url.replace("+", "%20");
                case LOWER_URL -> url.toLowerCase(Locale.ROOT).replace("kanarie", "Kanarie");
                case BASE64 -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
                case JSON -> text.replace("/", "\\/").replace("&", "\\u0026");
                case HTML -> text.replace("&", "&amp;").replace("/", "&#47;");
            };
        }
    }

    @TempDir
    Path home;

    private final ScriptedServer api = ScriptedServer.start();
    private Project project;

    @BeforeEach
    void aProject() {
        project = SecretCanaries.project(home);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** All that can be repeated of a request. */
    private static String heard(Request request) {
        return request.header("Authorization").orElse("")
                + request.header("X-Key").orElse("")
                + request.header("Cookie").orElse("")
                + request.query().getOrDefault("key", "")
                + request.body();
    }

    private Reply repeats(int status, Form form, Request request) {
        return Reply.of(status, "{\"error\":\"no\",\"got\":\"" + form.of(heard(request)) + "\"}")
                .header("X-Got", Form.URL.of(heard(request)));
    }

    @ParameterizedTest
    @EnumSource
    void answersThatRepeatWhatTheyGot(Form form) {
        for (String auth : List.of(
                "auth: bearer",
                "auth: basic",
                "auth: api_key; apiKeyName: X-Key",
                "auth: api_key; apiKeyName: key; apiKeyLocation: query")) {
            for (int status : new int[] {400, 401, 403, 404, 500}) {
                api.on("/events", request -> repeats(status, form, request));
                rest(auth.split("; "));
                fails("run", "events");
            }
        }
        assertThat(api.requests("/events").toString()).contains(SecretCanaries.TOKEN, SecretCanaries.API_KEY);
    }

    @ParameterizedTest
    @EnumSource
    void tokensThatAreRefused(Form form) {
        for (String client : List.of("clientAuth: header", "clientAuth: body")) {
            for (int status : new int[] {400, 401, 500, 200}) {
                api.on(
                        "/token",
                        request -> Reply.of(
                                status,
                                "{\"error\":\"invalid_client\",\"error_description\":\"" + form.of(heard(request))
                                        + "\"}"));
                rest("auth: oauth2_refresh_token", "tokenUrl: " + api.url("/token"), client);
                fails("run", "events");
            }
        }
        assertThat(api.count("/token")).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void anAccessTokenThatIsRefused(Form form) {
        api.on(
                        "/token",
                        Reply.json(
                                "{\"token_type\":\"bearer\",\"access_token\":\"" + SecretCanaries.ACCESS_TOKEN + "\"}"))
                .on("/events", request -> repeats(401, form, request));
        rest("auth: oauth2_client_credentials", "tokenUrl: " + api.url("/token"));
        fails("run", "events");
        assertThat(api.count("/events")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token_type\":\"bearer\",\"access_token\":\"ACCESS",
                "{\"token_type\":\"mac\",\"access_token\":\"ACCESS\"}",
                "ACCESS",
                "[\"ACCESS\"]",
            })
    void aTokenEndpointThatIsNone(String answer) {
        api.on("/token", Reply.json(answer.replace("ACCESS", SecretCanaries.ACCESS_TOKEN)));
        rest("auth: oauth2_client_credentials", "tokenUrl: " + api.url("/token"));
        fails("run", "events");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "302 | http://127.0.0.1:1/steal?session=GOT",
                "302 | http://127.0.0.1:1/steal?code=GOT",
                "302 | http://127.0.0.1:1/GOT",
                "302 | /events?again=GOT",
                "301 | http://[GOT",
                "307 | ftp://GOT@example.org/",
            })
    void redirectsThatRepeat(int status, String to) {
        for (String auth : List.of("auth: bearer", "auth: api_key; apiKeyName: key; apiKeyLocation: query")) {
            api.on(
                    "/events",
                    request -> Reply.of(status, "").header("Location", to.replace("GOT", Form.URL.of(heard(request)))));
            rest(auth.split("; "));
            fails("run", "events");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "none", "dropped", "late", "next", "page"})
    void answersThatAreBroken(String how) {
        api.on("/events", request -> {
            String got = "[{\"id\":1,\"got\":\"" + heard(request) + "\"}";
            return switch (how) {
                case "cut" -> Reply.json(got);
                case "none" -> Reply.json("got " + heard(request));
                case "dropped" -> Reply.drop();
                case "late" -> Reply.json(got + "]").stalledAfter(got.length() - 2);
                case "next" ->
                    Reply.json("[{\"id\":1}]")
                            .header(
                                    "Link",
                                    "<http://127.0.0.1:1/x?key=" + Form.URL.of(heard(request)) + ">; rel=\"next\"");
                default -> Reply.json("<html>" + heard(request) + "</html>").truncatedAfter(20);
            };
        });
        for (String auth : List.of("auth: bearer", "auth: api_key; apiKeyName: key; apiKeyLocation: query")) {
            List<String> options = new ArrayList<>(List.of(auth.split("; ")));
            options.addAll(List.of(
                    "readTimeout: 300ms",
                    "retries: 0",
                    "paginator: " + (how.equals("next") ? "header_link" : "single_page")));
            rest(options.toArray(String[]::new));
            fails("run", "events");
        }
    }

    @Test
    void aHostThatIsNotThere() {
        for (String url :
                List.of("http://127.0.0.1:1/events", "http://nonesuch.invalid/events", "https://127.0.0.1:1/")) {
            source(
                    project,
                    "wadi-rest:events",
                    "url: " + url,
                    "credentials: crm",
                    "auth: api_key",
                    "apiKeyName: key",
                    "apiKeyLocation: query",
                    "connectTimeout: 2s");
            fails("run", "events");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paginater: cursor",
                "url: ''",
                "auth: baerer",
                "apiKeyLocation: heder",
                "header.Authorization: 'Bearer TOKEN'",
                "query.api_key: 'TOKEN'",
                "through: direct:none",
            })
    void optionsThatAreWrong(String option) {
        rest("auth: api_key", option.replace("TOKEN", SecretCanaries.TOKEN));
        fails("run", "events");
        fails("validate");
        fails("validate", "events", "--json");
        see("show", "events");
        see("secrets", "check", "events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.token=SECRET",
                "crm.url=https://me:SECRET@crm.example.org",
                "vault=aws\nvault.endpoint=https://me:SECRET@x",
                "vault=aws\nvault.secret-access-key=SECRET",
                "connection.snowflake.password=SECRET",
                "camel.component.https.proxyAuthPassword=SECRET",
            })
    void settingsThatHoldOne(String lines) {
        project.file("application.properties", lines.replace("SECRET", SecretCanaries.TOKEN));
        rest("auth: bearer");
        String key = lines.replaceFirst("(?s).*\n", "").replaceFirst("=.*", "");
        see("config", "explain", key);
        see("config", "explain", key, "--json");
        see("validate");
        see("run", "events", "--destination", "snowflake");
        see("show", "events");
        see("list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm.token=SECRET\\u00", "crm.token SECRET", "crm.token=SECRET\ncrm.username"})
    void aFileOfSecretsThatIsOdd(String lines) {
        project.environment.keySet().removeIf(name -> name.startsWith("CRM_"));
        project.file("secrets.properties", lines.replace("SECRET", SecretCanaries.TOKEN));
        rest("auth: basic");
        fails("run", "events");
        fails("secrets", "check", "events");
        see("config", "explain", "crm.token");
    }

    private void rest(String... options) {
        List<String> all = new ArrayList<>();
        if (Arrays.stream(options).noneMatch(option -> option.startsWith("url:"))) {
            all.add("url: " + api.url("/events"));
        }
        all.add("credentials: crm");
        all.addAll(Arrays.asList(options));
        source(project, "wadi-rest:events", all.toArray(String[]::new));
    }

    private void fails(String... command) {
        assertThat(see(command).code()).isNotZero();
    }

    private Outcome see(String... command) {
        return SecretCanaries.see(project, command);
    }
}
