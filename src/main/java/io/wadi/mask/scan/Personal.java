package io.wadi.mask.scan;

import io.wadi.model.Mask;

/** What a field may hold of people, and what is usually done to it. Of values that look like several the first counts. */
public enum Personal {
    EMAIL("e-mail", Mask.Kind.HASH, 0),
    IBAN("IBAN", Mask.Kind.HASH, 0),
    NATIONAL_ID("national id", Mask.Kind.HASH, 0.2),
    /** One number in ten has the right check digit by chance. */
    CARD("card number", Mask.Kind.PARTIAL, 0.2),
    IP("IP address", Mask.Kind.HASH, 0.2),
    PHONE("phone", Mask.Kind.HASH, 0.2),
    BIRTH("birth", Mask.Kind.TRUNCATE_YEAR, 0),
    NAME("name of a person", Mask.Kind.REDACT, 0),
    ADDRESS("address", Mask.Kind.REDACT, 0),
    SENSITIVE("sensitive", Mask.Kind.REDACT, 0),
    SECRET("secret", Mask.Kind.DROP, 0);

    private final String word;
    private final Mask.Kind mask;
    private final double least;

    Personal(String word, Mask.Kind mask, double least) {
        this.word = word;
        this.mask = mask;
        this.least = least;
    }

    public String word() {
        return word;
    }

    Mask.Kind mask() {
        return mask;
    }

    /** The share of values from which on it is no chance. */
    double least() {
        return least;
    }
}
