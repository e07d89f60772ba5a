package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** What a deployment reads that somebody is about to make. No secret is in it. */
public sealed interface From {
    /** Characters of an address. */
    int LONGEST = 2_000;

    /** Characters of anything else. */
    int USUAL = 200;

    Kind kind();

    /** What was said, by the fields of a form. */
    Map<String, String> fields();

    /** The kinds of sources, as a form asks for them. */
    enum Kind {
        DATABASE("A database", "tables of a PostgreSQL, or of what is configured", "Tables", "password"),
        API("An API", "records in JSON, page by page", "Lists of records in the first answer", "secret"),
        FILES("Files", "CSV, JSON and Parquet, in a folder or in S3", "Files, those of like names together", "key");

        private final String title;
        private final String about;
        private final String finds;
        private final String secret;

        Kind(String title, String about, String finds, String secret) {
            this.title = title;
            this.about = about;
            this.finds = finds;
            this.secret = secret;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String title() {
            return title;
        }

        public String about() {
            return about;
        }

        /** What can be chosen of it. */
        public String finds() {
            return finds;
        }

        static Kind of(Map<String, String> form) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(form.getOrDefault("kind", "")))
                    .findFirst()
                    .orElse(DATABASE);
        }
    }

    /** A database that is configured. */
    record Known(String connection) implements From {
        public Known {
            requireNonNull(connection);
        }

        @Override
        public Kind kind() {
            return Kind.DATABASE;
        }

        @Override
        public Map<String, String> fields() {
            return Map.of("connection", connection);
        }
    }

    /** A PostgreSQL that is not configured yet. */
    record Server(String host, String port, String database, String user) implements From {
        public Server {
            requireNonNull(host);
            requireNonNull(port);
            requireNonNull(database);
            requireNonNull(user);
        }

        @Override
        public Kind kind() {
            return Kind.DATABASE;
        }

        @Override
        public Map<String, String> fields() {
            return Map.of("host", host, "port", port, "database", database, "user", user);
        }
    }

    /**
     * An API.
     *
     * @param url of the first request
     * @param auth {@code bearer}, {@code basic}, {@code api_key}, or empty: what the secret is
     * @param keyName the header of a key
     */
    record Api(String url, String auth, String keyName, String user) implements From {
        public Api {
            requireNonNull(url);
            requireNonNull(auth);
            requireNonNull(keyName);
            requireNonNull(user);
        }

        @Override
        public Kind kind() {
            return Kind.API;
        }

        @Override
        public Map<String, String> fields() {
            return Map.of("url", url, "auth", auth, "keyname", keyName, "webuser", user);
        }
    }

    /**
     * Files.
     *
     * @param path a folder or a pattern, of the server's machine or below {@code s3://}
     * @param keyId whose secret is the draft's; empty to ask the environment
     * @param region of the bucket; empty to ask the environment
     * @param endpoint of an S3 that is not Amazon's; empty for theirs
     */
    record Files(String path, String keyId, String region, String endpoint) implements From {
        public Files {
            requireNonNull(path);
            requireNonNull(keyId);
            requireNonNull(region);
            requireNonNull(endpoint);
        }

        @Override
        public Kind kind() {
            return Kind.FILES;
        }

        @Override
        public Map<String, String> fields() {
            return Map.of("path", path, "keyid", keyId, "region", region, "endpoint", endpoint);
        }
    }

    /** As a form has it, where what is absent has its usual value. */
    static From of(Map<String, String> form) {
        return switch (Kind.of(form)) {
            case DATABASE -> {
                String connection = text(form, "connection", "");
                yield connection.isEmpty()
                        ? new Server(
                                text(form, "host", "localhost"),
                                text(form, "port", "5432"),
                                text(form, "database", ""),
                                text(form, "user", ""))
                        : new Known(connection);
            }
            case API ->
                new Api(
                        text(form, "url", "", LONGEST),
                        text(form, "auth", ""),
                        text(form, "keyname", "X-Api-Key"),
                        text(form, "webuser", ""));
            case FILES ->
                new Files(
                        text(form, "path", "", LONGEST),
                        text(form, "keyid", ""),
                        text(form, "region", ""),
                        text(form, "endpoint", ""));
        };
    }

    /** The secret that a form has for the kind that it chooses. */
    static String secret(Map<String, String> form) {
        return form.getOrDefault(Kind.of(form).secret, "");
    }

    static String text(Map<String, String> form, String field, String usual) {
        return text(form, field, usual, USUAL);
    }

    static String text(Map<String, String> form, String field, String usual, int most) {
        String text = form.getOrDefault(field, usual).strip();
        if (text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationFailure(Explanation.of(field + " is too long, or has characters that nobody sees")
                    .fix("type it anew"));
        }
        return text;
    }
}
