package io.wadi.samples;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * What a request asks for, read strictly.
 *
 * @param values of its query
 */
record Query(Map<String, String> values, String body) {
    Query {
        values = Map.copyOf(values);
    }

    LocalDate date(String name, LocalDate absent) throws Refusal {
        if (!values.containsKey(name)) {
            return absent;
        }
        String value = values.getOrDefault(name, "");
        try {
            if (value.length() == "YYYY-MM-DD".length()) { // ISO dates may be longer: years beyond 9999
                return LocalDate.parse(value);
            }
        } catch (DateTimeParseException e) {
            // answered below
        }
        throw Refusal.badRequest(name + " must be a date like 2026-09-30, got '" + value + "'");
    }

    int number(String name, int absent, int max) throws Refusal {
        String value = values.getOrDefault(name, Integer.toString(absent));
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Refusal.badRequest(name + " must be a number from 1 to " + max + ", got '" + value + "'");
    }

    String text(String name, String absent) {
        return values.getOrDefault(name, absent);
    }
}
