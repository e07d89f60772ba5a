package io.wadi.load.sql;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Table;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that were said of merges into a table: SQL with placeholders, and times. */
record MergeOptions(Table table) {
    private static final Pattern BRACES = Pattern.compile("\\{\\{|}}|\\{([^{}]*)}|[{}]");
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter();

    Optional<String> sourceFilter() {
        return table.merge().sourceFilter().map(text -> condition("source filter", text, Map.of()));
    }

    /** @param staged where the new rows wait */
    Optional<String> destinationScope(String stored, String staged) {
        Map<String, String> names = Map.of("table", stored, "staging_table", staged);
        return table.merge().destinationScope().map(text -> condition("destination scope", text, names));
    }

    Optional<Instant> activeUntil() {
        return table.merge().activeUntil().map(text -> time("end of what still holds", text));
    }

    Optional<Instant> boundary() {
        return table.merge().boundary().map(text -> time("boundary", text));
    }

    /** That an option is wrong, and why. */
    ConfigurationFailure wrong(String option, String text, String why) {
        return new ConfigurationFailure(Explanation.of("the " + option + " of merges into table " + table.name() + ", "
                        + text + ", " + why + "; nothing was loaded")
                .fix("correct it"));
    }

    private String condition(String option, String text, Map<String, String> names) {
        StringBuilder filled = new StringBuilder();
        Matcher braces = BRACES.matcher(text);
        while (braces.find()) {
            String found = braces.group();
            String literal = found.equals("{{") ? "{" : found.equals("}}") ? "}" : "";
            String name = String.valueOf(braces.group(1));
            if (literal.isEmpty() && !names.containsKey(name)) {
                throw wrong(
                        option,
                        text,
                        "has " + found
                                + (names.isEmpty()
                                        ? ", and takes no placeholders"
                                        : ", and only {table} and {staging_table} stand for something"));
            }
            braces.appendReplacement(filled, Matcher.quoteReplacement(literal.isEmpty() ? names.get(name) : literal));
        }
        return MergeSql.grouped(braces.appendTail(filled).toString());
    }

    private Instant time(String option, String text) {
        try {
            TemporalAccessor time =
                    TIME.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (time instanceof OffsetDateTime offset) {
                return offset.toInstant();
            }
            return time instanceof LocalDateTime local
                    ? local.toInstant(ZoneOffset.UTC)
                    : LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong(option, text, "is no time such as 2026-01-31 or 2026-01-31T12:00:00Z");
        }
    }
}
