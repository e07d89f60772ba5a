package io.wadi.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types a column can have, in dlt's words (contract 3). */
public enum DataType {
    TEXT,
    DOUBLE,
    BOOL,
    TIMESTAMP,
    BIGINT,
    BINARY,
    JSON,
    DECIMAL,
    WEI,
    DATE,
    TIME;

    private static final Map<String, DataType> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DataType::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As hints, schemas and variant columns spell it: {@code bigint}. */
    public String word() {
        return word;
    }

    /** The type spelt {@code word}, or empty. */
    public static Optional<DataType> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
