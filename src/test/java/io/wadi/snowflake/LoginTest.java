package io.wadi.snowflake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Who is let in, and where the session then is. */
class LoginTest {
    @Test
    void takesTheRightPasswordAlone() throws SQLException {
        try (SnowflakeServer server = SnowflakeServer.start().user("loader", "secret")) {
            Driver.connect(server, "loader", "secret").close();
            refused(server, with(server, "password", "wrong"), 390100);
            Properties nobody = server.properties("nobody");
            nobody.put("password", "secret");
            refused(server, nobody, 390100);
        }
    }

    @Test
    void takesEitherKeyWhileTheyAreRotated() throws Exception {
        KeyPair old = keys();
        KeyPair next = keys();
        try (SnowflakeServer server = SnowflakeServer.start().user("loader", old.getPublic())) {
            Driver.connect(server, with(server, "privateKey", old.getPrivate())).close();
            refused(server, with(server, "privateKey", next.getPrivate()), 390144);
            server.user("loader", old.getPublic(), next.getPublic());
            Driver.connect(server, with(server, "privateKey", old.getPrivate())).close();
            Driver.connect(server, with(server, "privateKey", next.getPrivate()))
                    .close();
            server.user("loader", next.getPublic());
            refused(server, with(server, "privateKey", old.getPrivate()), 390144);
            refused(server, with(server, "password", "secret"), 390100);
        }
    }

    @Test
    void refusesATokenThatHasRunOut() throws Exception {
        KeyPair keys = keys();
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        try (SnowflakeServer server =
                SnowflakeServer.start(tomorrow, Duration.ofSeconds(1)).user("loader", keys.getPublic())) {
            refused(server, with(server, "privateKey", keys.getPrivate()), 390144);
        }
    }

    @Test
    void verifiesWhatATokenSays() throws Exception {
        KeyPair keys = keys();
        KeyPair others = keys();
        Login login = new Login("ACC", Clock.systemUTC());
        login.admit(new Login.User("loader", Optional.empty(), List.of(keys.getPublic())));
        String issuer = "ACC.LOADER." + Login.fingerprint(keys.getPublic());
        assertThat(login.check(token(keys, issuer, "ACC.LOADER"))).isEqualTo("loader");
        for (ObjectNode wrong : List.of(
                token(others, issuer, "ACC.LOADER"),
                token(keys, "ACC.LOADER." + Login.fingerprint(others.getPublic()), "ACC.LOADER"),
                token(keys, issuer, "ACC.OTHER"),
                token(keys, issuer, "ACC.LOADER").put("TOKEN", "a.b"))) {
            assertThatThrownBy(() -> login.check(wrong)).hasMessageContaining("JWT token is invalid");
        }
    }

    private static ObjectNode token(KeyPair keys, String issuer, String subject) throws GeneralSecurityException {
        long now = Clock.systemUTC().instant().getEpochSecond();
        String claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\",\"iat\":" + now + ",\"exp\":"
                + (now + 60) + "}";
        String text = base64("{\"alg\":\"RS256\"}".getBytes(US_ASCII)) + "." + base64(claims.getBytes(US_ASCII));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(text.getBytes(US_ASCII));
        return JsonNodeFactory.instance
                .objectNode()
                .put("LOGIN_NAME", "loader")
                .put("AUTHENTICATOR", "SNOWFLAKE_JWT")
                .put("TOKEN", text + "." + base64(signature.sign()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void refusesRolesAndPlacesThatAreNotThere() throws SQLException {
        try (SnowflakeServer server = SnowflakeServer.start().user("loader", "secret")) {
            refused(server, with(server, "role", "ACCOUNTADMIN"), 390189);
            for (String place : List.of("db", "warehouse", "schema")) {
                Properties exact = with(server, place, "NOPE");
                exact.put("validateDefaultParameters", "true");
                refused(server, exact, 390201);
            }
            Properties lenient = with(server, "db", "NOPE");
            try (Connection connection = Driver.connect(server, lenient)) {
                assertThat(connection.getCatalog()).isNull();
                Driver.refused(connection, "create table t (a int)", 90105);
            }
            Properties idle = with(server, "warehouse", "");
            try (Connection connection = Driver.connect(server, idle)) {
                Driver.refused(connection, "select 1", 606);
            }
        }
    }

    @Test
    void refusesEverybodyByNetworkPolicy() {
        try (SnowflakeServer server = SnowflakeServer.start().user("loader", "secret")) {
            server.faults().refuseLogins(true);
            refused(server, with(server, "password", "secret"), 390422);
        }
    }

    private static KeyPair keys() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static Properties with(SnowflakeServer server, String name, Object value) {
        Properties properties = server.properties("loader");
        properties.put("password", "secret");
        if (name.equals("privateKey")) {
            properties.remove("password");
        }
        properties.put(name, value);
        return properties;
    }

    private static void refused(SnowflakeServer server, Properties properties, int code) {
        assertThatThrownBy(() -> Driver.connect(server, properties).close())
                .asInstanceOf(InstanceOfAssertFactories.throwable(SQLException.class))
                .extracting(SQLException::getErrorCode)
                .isEqualTo(code);
    }
}
