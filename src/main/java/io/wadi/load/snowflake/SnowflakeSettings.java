package io.wadi.load.snowflake;

import static java.util.Objects.requireNonNull;

import java.security.PrivateKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where and as whom Wadi loads into Snowflake.
 *
 * @param url begins with {@code jdbc:snowflake://}; parameters of the driver may follow
 * @param account the account's identifier; keys sign it
 * @param role the user's default where it is not said; so is the warehouse
 * @param database the one that is loaded into, and no other
 */
public record SnowflakeSettings(
        String url,
        String account,
        String user,
        Optional<String> role,
        Optional<String> warehouse,
        String database,
        Login login) {
    /** How the user proves who it is. */
    public sealed interface Login {
        /** The driver gets them as objects: nothing is written, and nothing stands in an address. */
        record Keys(List<PrivateKey> keys) implements Login {
            /** @param keys tried in turn, for while keys are rotated the user has two */
            public Keys {
                keys = List.copyOf(keys);
                if (keys.isEmpty()) {
                    throw new IllegalArgumentException("a login by key has a key");
                }
            }

            @Override
            public String toString() {
                return "Keys";
            }
        }

        /** For work on one's own machine. */
        record Password(String password) implements Login {
            public Password {
                requireNonNull(password);
            }

            @Override
            public String toString() {
                return "Password";
            }
        }
    }

    public SnowflakeSettings {
        requireNonNull(role);
        requireNonNull(warehouse);
        requireNonNull(login);
        if (!url.startsWith("jdbc:snowflake://") || account.isEmpty() || user.isEmpty() || database.isEmpty()) {
            throw new IllegalArgumentException(
                    "a connection to Snowflake has an address, an account, a user and a database");
        }
    }

    /** How a package finds the same database again. */
    public String address() {
        return "snowflake://" + account.toLowerCase(Locale.ROOT) + "/" + databaseName();
    }

    /** As Snowflake keeps it. */
    String databaseName() {
        return database.startsWith("\"")
                ? database.substring(1, database.length() - 1).replace("\"\"", "\"")
                : SnowflakeDialect.folded(database);
    }
}
