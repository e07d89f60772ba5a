package io.wadi.load.snowflake;

import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Snowflake's errors mean, by their code, and what a person does about them. */
record SnowflakeFailures(SnowflakeSettings settings) {
    private static final String WRONG_KEY = "390144|39430[04]";
    private static final Pattern OPERATE = Pattern.compile("operate on (\\w+) '([^']*)'");

    /**
     * The codes of an error, or its SQL state, and its meaning; {@code {user}} and the like are what is configured.
     *
     * @param quotes whether the message quotes a value
     */
    private record Rule(
            Pattern codes,
            String what,
            String fix,
            boolean quotes,
            BiFunction<Explanation, Throwable, Failure> failure) {
        Rule(String codes, String what, String fix, BiFunction<Explanation, Throwable, Failure> failure) {
            this(Pattern.compile(codes), what, fix, false, failure);
        }
    }

    /** The first that matches. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    WRONG_KEY,
                    "Snowflake does not know the key of user {user}",
                    "give the user its public half, ALTER USER {user} SET RSA_PUBLIC_KEY = '...'; see also whether account"
                            + " {account} and this machine's clock are right",
                    TerminalFailure::new),
            new Rule(
                    "39010[0-2]|390190",
                    "Snowflake refuses user {user} or its password",
                    "correct them; a service user logs in by key pair",
                    TerminalFailure::new),
            new Rule(
                    "39042[0-4]",
                    "a network policy of account {account} does not let this machine in",
                    "have its address allowed for user {user}",
                    TerminalFailure::new),
            new Rule(
                    "39018[69]",
                    "user {user} may not use {as}",
                    "have it granted, GRANT ROLE {role} TO USER {user}, or correct connection.snowflake.role",
                    TerminalFailure::new),
            new Rule(
                    "390201|90105",
                    "database {database} does not exist, or {as} may not use it; or it is warehouse {warehouse}",
                    "correct connection.snowflake.database and .warehouse, or have them granted: GRANT USAGE ON DATABASE"
                            + " {database} TO ROLE {role}; GRANT USAGE ON WAREHOUSE {warehouse} TO ROLE {role}",
                    TerminalFailure::new),
            new Rule(
                    "606",
                    "warehouse {warehouse} is suspended, or {as} may not use it",
                    "let it resume by itself, ALTER WAREHOUSE {warehouse} SET AUTO_RESUME = TRUE, or have it granted: GRANT"
                            + " USAGE, OPERATE ON WAREHOUSE {warehouse} TO ROLE {role}",
                    TerminalFailure::new),
            new Rule(
                    "90073",
                    "warehouse {warehouse} has used up its quota",
                    "raise the quota of its resource monitor, or wait for the next interval; then run again",
                    TransientFailure::new),
            new Rule(
                    "625|57",
                    "another transaction holds what this load changes",
                    "run again when it is done; to end one that nobody ends any more: SHOW TRANSACTIONS, then SELECT"
                            + " SYSTEM$ABORT_TRANSACTION(...)",
                    Held::new),
            new Rule(
                    "2001|1430",
                    "another load was making the same schema, table or column",
                    "run again",
                    TransientFailure::new),
            new Rule("3901(1[124]|95)", "Snowflake has ended the session", "run again", TransientFailure::new),
            new Rule("604", "Snowflake has cancelled a statement", "run again", TransientFailure::new),
            new Rule("3001|42501", "{as} lacks a right", "have it granted: {grant}", TerminalFailure::new),
            new Rule(
                    "2003|2043",
                    "something that the load needs does not exist, or {as} may not see it",
                    "have it made or granted: docs/snowflake.md has the script for the role",
                    TerminalFailure::new),
            new Rule(
                    "100072",
                    "a row has no value where its column wants one",
                    "hint the column nullable before its table exists, or correct the source",
                    TerminalFailure::new),
            new Rule(
                    Pattern.compile("100\\d\\d\\d|22\\w\\w\\w"),
                    "a value does not fit its column",
                    "hint another type, or correct the source",
                    true,
                    TerminalFailure::new),
            new Rule(
                    "20001[56]|08\\w\\w\\w|58\\w\\w\\w",
                    "the connection to Snowflake was lost, or cannot be made",
                    "run again: what was committed is found by its receipt",
                    Lost::new),
            new Rule(".*", "Snowflake refused a statement", "report this: it should not happen", TerminalFailure::new));

    /** @param place what was being done; empty when there is nothing more to say */
    Failure of(SQLException e, String place) {
        Rule rule = RULES.stream().filter(r -> matches(r.codes, e)).findFirst().orElseThrow();
        String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        String shown = rule.quotes ? message.replaceAll("'[^']*'|\".*\"", "…") : message;
        Explanation explanation = Explanation.of(filled(rule.what, message) + " (Snowflake " + settings.account() + ": "
                        + shown + ", code " + e.getErrorCode() + ")")
                .fix(filled(rule.fix, message));
        return rule.failure.apply(place.isEmpty() ? explanation : explanation.at(place), e);
    }

    /** Whether it was the key, so that another may be tried. */
    static boolean isWrongKey(SQLException e) {
        return matches(Pattern.compile(WRONG_KEY), e);
    }

    private static boolean matches(Pattern codes, SQLException e) {
        return codes.matcher(Integer.toString(e.getErrorCode())).matches()
                || codes.matcher(String.valueOf(e.getSQLState())).matches();
    }

    private String filled(String text, String message) {
        return text.replace("{user}", settings.user())
                .replace("{account}", settings.account())
                .replace("{as}", settings.role().map(role -> "role " + role).orElse("the user's default role"))
                .replace("{database}", settings.database())
                .replace("{warehouse}", settings.warehouse().orElse("..."))
                .replace("{grant}", grant(message))
                .replace("{role}", settings.role().orElse("..."));
    }

    /** The right that is missing, as far as the message says on what. */
    private static String grant(String message) {
        Matcher on = OPERATE.matcher(message);
        if (!on.find()) {
            return "docs/snowflake.md has the script for the role";
        }
        String right = switch (on.group(1)) {
            case "database" -> "USAGE, CREATE SCHEMA";
            case "schema" -> "USAGE, CREATE TABLE, CREATE STAGE";
            case "stage" -> "READ, WRITE";
            case "table" -> "OWNERSHIP";
            default -> "USAGE";
        };
        return "GRANT " + right + " ON " + on.group(1).toUpperCase(Locale.ROOT) + " " + on.group(2) + " TO ROLE {role}";
    }
}
