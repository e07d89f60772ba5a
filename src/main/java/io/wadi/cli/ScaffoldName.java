package io.wadi.cli;

import io.wadi.model.Explanation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a new pipeline is called, in the spellings of routes, tables, tests and deployments. */
record ScaffoldName(String text) {
    private static final String ALLOWED = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int LONGEST = 40;

    /** The first words of settings and of secrets that are somebody else's. */
    private static final List<String> TAKEN =
            List.of("camel", "connection", "credentials", "duckdb", "s3", "samples", "snowflake", "vault", "wadi");

    private static final Pattern NAMES = Pattern.compile("new-pipeline|new_pipeline|NewPipeline");

    /** What is wrong with it. */
    Optional<Explanation> problem() {
        if (!text.matches(ALLOWED) || text.length() > LONGEST) {
            return Optional.of(Explanation.of("'" + text + "' is no name for a pipeline: lower-case letters, digits and"
                            + " hyphens between them, a letter first, " + LONGEST + " at most")
                    .fix("call it " + near()));
        }
        return TAKEN.contains(text)
                ? Optional.of(Explanation.of("settings that begin with " + text + ". have a meaning already")
                        .fix("call it " + text + "-data"))
                : Optional.empty();
    }

    private String near() {
        String near = text.replaceAll("(?<=[a-z0-9])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-$", "");
        near = near.substring(0, Math.min(LONGEST, near.length())).replaceAll("-$", "");
        return near.isEmpty() ? "my-pipeline" : near;
    }

    /** As sources, datasets and tables are called. */
    String snake() {
        return text.replace('-', '_');
    }

    /** As classes are. */
    String camel() {
        return Pattern.compile("(?:^|-)(.)")
                .matcher(text)
                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    /** The template's names are those of a pipeline {@code new-pipeline}; comments behind them stay in their column. */
    String in(String template) {
        return template.lines().map(this::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(String template) {
        int comment = template.indexOf(" # ");
        if (comment < 0 || !NAMES.matcher(template).find()) {
            return filled(template);
        }
        String before = filled(template.substring(0, comment)).stripTrailing();
        return before
                + " ".repeat(Math.max(1, comment + 1 - before.length()))
                + filled(template.substring(comment + 1));
    }

    private String filled(String template) {
        return NAMES.matcher(template).replaceAll(found -> switch (found.group()) {
            case "new-pipeline" -> text;
            case "new_pipeline" -> snake();
            default -> camel();
        });
    }
}
