package io.wadi.camel;

import io.wadi.config.Connections;
import io.wadi.config.Secrets;
import io.wadi.extract.sql.Database;

/** Databases as they are configured. Opens nothing: whoever asks one for a connection gets it. */
public final class Databases {
    private Databases() {}

    /** Its password is looked up at each login. */
    public static Database of(Connections.Connection connection, Secrets secrets) {
        String section = connection.section();
        return new Database(
                connection.name(),
                connection.url(),
                connection
                        .user()
                        .map(user -> new Database.Login(
                                user,
                                section,
                                secrets.places(section, "password"),
                                () -> secrets.find(section, "password"))));
    }
}
