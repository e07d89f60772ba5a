package io.wadi.config;

import io.wadi.model.Explanation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds secrets that stand in a file in plain text. Never repeats one. */
final class PlainSecrets {
    /** Without regard to case, dots, dashes and underscores. */
    private static final Pattern FIELD = Pattern.compile("(^|\\.)(mask|column)\\.");

    private static final Pattern NAME = Pattern.compile(
            "(.*(password|passwd|passphrase|secret|apikey|accesskey|secretkey|privatekey|accesstoken|authtoken|authorization)|pwd|cookie|token)");

    /** Of a property; more, as properties are not options. */
    private static final Pattern PROPERTY = Pattern.compile(
            "(?i)(.*[._-])?(password|passwd|token|secret|key)" + "|(?-i:.*[a-z](Password|Token|Secret|Key))");

    /** As their issuers mark them, so that scanners find them. */
    private static final Pattern TOKEN = Pattern.compile("(?s)(Bearer|Basic|Token|token) +[^\\s{}$]{6,}"
            + "|(gh[pousr]_|github_pat_|glpat-|sk_live_|rk_live_|sk-|xox[abeprs]-|pat-[a-z]{2}\\d-|shpat_|dop_v1_|AIza)[\\w-]{16,}"
            + "|(AKIA|ASIA)[A-Z0-9]{16}|eyJ[\\w-]{10,}\\.[\\w-]{10,}\\.?[\\w-]*|-----BEGIN [A-Z ]*PRIVATE KEY-----.*");

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{[^{}]*}}|\\$\\{[^{}]*}");
    private static final int BESIDE = 7;

    /** What follows a port is a path. */
    private static final Pattern USER_INFO =
            Pattern.compile("://[^/\\s:@?#]*:(?!\\{\\{|\\$\\{|\\d{1,5}[/?#;,])[^@\\s]+@");

    private static final Pattern IN_URL = Pattern.compile(
            "(?i)[?&;](\\w*password|\\w*passphrase|pwd|token|api_?key|access_token|secret)=(?!\\{\\{|\\$\\{|RAW\\(\\{\\{)[^&;]+");
    /** Where an option is sent to others; random texts are found there whatever they are called. */
    private static final Set<String> SENT = Set.of("query", "header", "body");

    private PlainSecrets() {}

    static List<Explanation> inRoutes(List<Literal> literals) {
        return literals.stream().flatMap(l -> inRoute(l).stream()).toList();
    }

    static List<Explanation> inProperties(List<Literal> properties) {
        return properties.stream().flatMap(p -> inProperty(p).stream()).toList();
    }

    /** Whether the value of a setting may not be shown to a person. */
    static boolean isSecretSetting(String key, String value) {
        return PROPERTY.matcher(key).matches()
                || isSecret(key, value)
                || TOKEN.matcher(value.strip()).matches();
    }

    /** Whether the value of an option may not be shown to a person. */
    static boolean isSecret(String name, String value) {
        return inRoute(new Literal(name, value, new Place("", 0))).isPresent();
    }

    private static Optional<Explanation> inRoute(Literal literal) {
        String value = literal.value().strip();
        boolean told = isLiteral(value)
                && (isNamed(literal.name(), value) || TOKEN.matcher(value).matches() || isRandom(literal));
        if (told) {
            return Optional.of(found(literal, literal.name() + " is a secret in plain text")
                    .fix("name its section instead, as in auth: bearer, credentials: hubspot, and keep the secret in "
                            + Secrets.FILE + " (hubspot.token) or the environment (HUBSPOT_TOKEN)"));
        }
        return inUrl(literal);
    }

    private static Optional<Explanation> inProperty(Literal property) {
        String value = property.value().strip();
        if (isLiteral(value)
                && (PROPERTY.matcher(property.name()).matches()
                        || TOKEN.matcher(value).matches())) {
            return Optional.of(found(property, property.name() + " is a secret in plain text")
                    .fix("remove it here: set " + Secrets.variable(property.name()) + " in the environment, or "
                            + property.name() + " in " + Secrets.FILE));
        }
        return inUrl(property);
    }

    private static Optional<Explanation> inUrl(Literal literal) {
        String value = literal.value();
        // The options of an endpoint are literals of their own.
        boolean url = USER_INFO.matcher(value).find()
                || (value.contains("://")
                        && !literal.name().equals("uri")
                        && IN_URL.matcher(value).find());
        return url
                ? Optional.of(found(literal, literal.name() + " is an address with a secret in plain text")
                        .fix("leave it out of the address: credentials name a section of " + Secrets.FILE
                                + " or of the environment"))
                : Optional.empty();
    }

    private static Explanation found(Literal literal, String what) {
        return Explanation.of(what).at(literal.place().toString());
    }

    /** A value that is put together from others is one where much stands beside these: a secret may hold such signs. */
    private static boolean isLiteral(String value) {
        String beside = REFERENCE.matcher(value).replaceAll("");
        return !value.isEmpty()
                && (beside.equals(value)
                        || beside.replaceFirst("^(Bearer|Basic|Token|token) ", "")
                                        .replaceAll("[^A-Za-z0-9]", "")
                                        .length()
                                > BESIDE);
    }

    /** A separator that is called a token is none. */
    private static boolean isNamed(String name, String value) {
        if (FIELD.matcher(name).find()) {
            return false; // a field of the source's, whatever it is called
        }
        String plain = name.replaceFirst("^(query|header|body)\\.", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[._-]", "");
        return NAME.matcher(plain).matches() && (!plain.equals("token") || value.matches("\\S{6,}"));
    }

    /** Capitals, small letters and digits, twenty of them or more: no word, date or number looks like that. */
    private static boolean isRandom(Literal literal) {
        String name = literal.name();
        int dot = name.indexOf('.');
        boolean sent = (dot > 0 && SENT.contains(name.substring(0, dot))) || name.equals("credentials");
        return sent && literal.value().strip().matches("(?=.*[A-Z])(?=.*[a-z])(?=.*\\d.*\\d)[\\w+/=.~-]{20,}");
    }
}
