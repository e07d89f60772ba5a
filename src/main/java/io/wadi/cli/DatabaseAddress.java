package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.config.DriverProperties;
import io.wadi.config.Secrets;
import io.wadi.extract.sql.Database;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables of a PostgreSQL on the command line: {@code postgresql://user@host/database?table=public.orders}. Other
 * parameters are the driver's.
 *
 * @param url of JDBC
 * @param tables as wadi-sql has them
 */
record DatabaseAddress(String url, String database, Optional<String> user, String tables) {
    /** The section of the secrets that has its password, and its name in messages. */
    static final String NAME = "postgresql";

    private static final Pattern ADDRESS =
            Pattern.compile("(?:postgresql|postgres)://(?:([^/@]*)@)?([^/@?]+)/([^/?]+)(?:\\?(.*))?");

    DatabaseAddress {
        requireNonNull(user);
    }

    static boolean isOne(String from) {
        return from.startsWith("postgresql:") || from.startsWith("postgres:") || from.startsWith("jdbc:");
    }

    /** @throws ConfigurationFailure when it is none; never shows a password */
    static DatabaseAddress parse(String from) {
        Matcher address = ADDRESS.matcher(from);
        if (!address.matches()) {
            throw wrong("FROM is no address of a PostgreSQL");
        }
        Optional<String> login = Optional.ofNullable(address.group(1)).map(DatabaseAddress::decoded);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : Optional.ofNullable(address.group(4)).orElse("").split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
            }
        }
        if (login.filter(l -> l.contains(":")).isPresent() || parameters.containsKey("password")) {
            throw new ConfigurationFailure(
                    Explanation.of("FROM has a password in it, which history and processes show to others")
                            .fix("take it out, and set PGPASSWORD or POSTGRESQL_PASSWORD in the environment"));
        }
        DriverProperties.dangerous(from, List.of()).ifPresent(property -> {
            throw new ConfigurationFailure(Explanation.of("FROM has the property " + property
                            + ", by which a driver loads classes, touches files or runs statements")
                    .fix("leave it out; where it is meant, read a connection that allows it: connection.NAME.allow"));
        });
        String tables = Optional.ofNullable(parameters.remove("table")).orElse("");
        if (tables.isBlank()) {
            throw wrong("FROM names no table");
        }
        List<String> drivers = new ArrayList<>();
        parameters.forEach(
                (name, value) -> drivers.add(name + "=" + java.net.URLEncoder.encode(value, StandardCharsets.UTF_8)));
        String url = "jdbc:postgresql://" + address.group(2) + "/" + address.group(3)
                + (drivers.isEmpty() ? "" : "?" + String.join("&", drivers));
        return new DatabaseAddress(url, decoded(address.group(3)), login.filter(user -> !user.isEmpty()), tables);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("FROM has a percent sign that begins no character");
        }
    }

    private static ConfigurationFailure wrong(String what) {
        return new ConfigurationFailure(Explanation.of(what)
                .fix("write postgresql://user@host/database?table=public.orders; * and commas name several"));
    }

    /** Logs in as the address says, or as PGUSER. */
    Database open(Surroundings surroundings, Secrets secrets) {
        String who = user.or(() -> surroundings.variable("PGUSER"))
                .orElseThrow(() -> new ConfigurationFailure(Explanation.of("FROM names no user")
                        .fix("write postgresql://USER@host/database, or set PGUSER")));
        String places = "PGPASSWORD, " + secrets.places(NAME, "password");
        return new Database(
                NAME,
                url,
                Optional.of(new Database.Login(
                        who,
                        NAME,
                        places,
                        // Servers that trust their users ask for none.
                        () -> surroundings
                                .variable("PGPASSWORD")
                                .or(() -> secrets.find(NAME, "password"))
                                .or(() -> Optional.of("")))));
    }
}
