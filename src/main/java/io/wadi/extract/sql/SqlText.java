package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.window.Placeholders;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * SQL that a person wrote, with placeholders such as {@code {cursor.start}}: each becomes a parameter of the statement,
 * never part of its text.
 */
public final class SqlText {
    /** Names in braces that a query may have: those of requests, and the end of the cursor. */
    public static final Set<String> NAMES = known();

    private static final String CURSOR_END = "cursor.end";

    /** What is no code - texts, names, comments, dollar quotes - and placeholders. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?s)(?<text>\\b[eE]'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+'|'[^']*+'|\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$)"
                    + "|(?<aside>\"[^\"]*+\"|--[^\\n]*|/\\*.*?\\*/)"
                    + "|(?<!\\$)\\{(?<name>window\\.\\w*|cursor\\.\\w*|today|now)}");

    private static final Pattern IN_TEXT = Pattern.compile("(?<!\\$)\\{(?:window|cursor)\\.\\w*}");

    private enum Kind {
        CODE,
        ASIDE,
        PLACEHOLDER
    }

    private record Part(Kind kind, String text) {
        Part {
            requireNonNull(kind);
        }
    }

    private final List<Part> parts;

    private SqlText(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private static Set<String> known() {
        Set<String> names = new TreeSet<>(Placeholders.NAMES);
        names.add(CURSOR_END);
        return Set.copyOf(names);
    }

    /** @throws ConfigurationFailure when a placeholder is unknown, or stands where it would be text */
    public static SqlText parse(String sql) {
        List<Part> parts = new ArrayList<>();
        Matcher token = TOKEN.matcher(sql);
        int at = 0;
        while (token.find()) {
            parts.add(new Part(Kind.CODE, sql.substring(at, token.start())));
            at = token.end();
            Optional<String> name = Optional.ofNullable(token.group("name"));
            name.filter(unknown -> !NAMES.contains(unknown)).ifPresent(unknown -> {
                throw new ConfigurationFailure(
                        Explanation.of("{" + unknown + "} is no placeholder").fix("there are " + inBraces()));
            });
            if (token.group("text") != null) {
                refusePlaceholders(token.group("text"));
            }
            parts.add(name.map(known -> new Part(Kind.PLACEHOLDER, known))
                    .orElseGet(() -> new Part(Kind.ASIDE, token.group())));
        }
        parts.add(new Part(Kind.CODE, sql.substring(at)));
        return new SqlText(parts);
    }

    private static String inBraces() {
        return NAMES.stream().sorted().map(name -> "{" + name + "}").collect(Collectors.joining(", "));
    }

    private static void refusePlaceholders(String quoted) {
        Matcher placeholder = IN_TEXT.matcher(quoted);
        if (placeholder.find()) {
            throw new ConfigurationFailure(
                    Explanation.of(placeholder.group() + " stands in quotes, where it would be nothing but text")
                            .fix("write it without quotes: its value is a parameter of the statement"));
        }
    }

    /** Without what ends a statement, so that it can stand in another. */
    public SqlText inner() {
        List<Part> inner = new ArrayList<>(parts);
        for (int i = inner.size() - 1; i >= 0; i--) {
            Part part = inner.get(i);
            boolean comment = part.kind() == Kind.ASIDE && part.text().matches("(?s)(--|/\\*).*");
            if (part.kind() == Kind.CODE) {
                inner.set(i, new Part(Kind.CODE, part.text().replaceFirst("[;\\s]+$", "")));
            }
            if (!comment && !inner.get(i).text().isEmpty()) {
                break;
            }
        }
        return new SqlText(inner);
    }

    /** The placeholders, in the order of their parameters. */
    public List<String> names() {
        return parts.stream()
                .filter(part -> part.kind() == Kind.PLACEHOLDER)
                .map(Part::text)
                .toList();
    }

    /** Whether a placeholder begins with this. */
    public boolean asksFor(String prefix) {
        return names().stream().anyMatch(name -> name.startsWith(prefix));
    }

    public boolean isBlank() {
        return parts.stream()
                .allMatch(part -> part.kind() == Kind.CODE && part.text().isBlank());
    }

    /** As a prepared statement has it: a question mark for each placeholder. */
    String marked(Dialect dialect) {
        return parts.stream()
                .map(part -> switch (part.kind()) {
                    case CODE -> dialect.code(part.text());
                    case ASIDE -> part.text();
                    case PLACEHOLDER -> "?";
                })
                .collect(Collectors.joining());
    }
}
