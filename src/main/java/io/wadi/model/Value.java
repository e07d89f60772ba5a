package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** One value that is not null, with the type that it has by itself (contract 3). */
public sealed interface Value {
    DataType type();

    /**
     * The value as requests, people and columns of text have it: numbers in plain digits, times by ISO 8601 and instants in
     * UTC with {@code Z}, binary as base64, a text as it is. Not dlt's form of a value that becomes text.
     */
    String plain();

    /** An integer of any size. */
    static Value whole(BigInteger value) {
        return value.bitLength() < Long.SIZE ? new Whole(value.longValueExact()) : new BigWhole(value);
    }

    record Bool(boolean value) implements Value {
        @Override
        public DataType type() {
            return DataType.BOOL;
        }

        @Override
        public String plain() {
            return Boolean.toString(value);
        }
    }

    record Whole(long value) implements Value {
        @Override
        public DataType type() {
            return DataType.BIGINT;
        }

        @Override
        public String plain() {
            return Long.toString(value);
        }
    }

    /** An integer outside int64. */
    record BigWhole(BigInteger value) implements Value {
        public BigWhole {
            if (value.bitLength() < Long.SIZE) {
                throw new IllegalArgumentException(value + " fits a Whole");
            }
        }

        @Override
        public DataType type() {
            return DataType.BIGINT;
        }

        @Override
        public String plain() {
            return value.toString();
        }
    }

    /** A double, NaN and the infinities included. */
    record Real(double value) implements Value {
        @Override
        public DataType type() {
            return DataType.DOUBLE;
        }

        @Override
        public String plain() {
            return Double.toString(value);
        }
    }

    record Text(String value) implements Value {
        public Text {
            requireNonNull(value);
        }

        @Override
        public DataType type() {
            return DataType.TEXT;
        }

        @Override
        public String plain() {
            return value;
        }
    }

    record Decimal(BigDecimal value) implements Value {
        public Decimal {
            requireNonNull(value);
        }

        @Override
        public DataType type() {
            return DataType.DECIMAL;
        }

        @Override
        public String plain() {
            return value.toPlainString();
        }
    }

    /** A whole number of up to 38 digits. */
    record Wei(BigInteger value) implements Value {
        public Wei {
            requireNonNull(value);
        }

        @Override
        public DataType type() {
            return DataType.WEI;
        }

        @Override
        public String plain() {
            return value.toString();
        }
    }

    /** An instant, in microseconds since 1970-01-01 UTC. */
    record Timestamp(long micros) implements Value {
        @Override
        public DataType type() {
            return DataType.TIMESTAMP;
        }

        @Override
        public String plain() {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
        }
    }

    /** A day, counted from 1970-01-01. */
    record Date(int days) implements Value {
        @Override
        public DataType type() {
            return DataType.DATE;
        }

        @Override
        public String plain() {
            return LocalDate.ofEpochDay(days).toString();
        }
    }

    /** A time of day without a zone, in microseconds since midnight. */
    record Time(long micros) implements Value {
        public Time {
            if (micros < 0 || micros >= TimeUnit.DAYS.toMicros(1)) {
                throw new IllegalArgumentException(micros + " microseconds are no time of day");
            }
        }

        @Override
        public DataType type() {
            return DataType.TIME;
        }

        @Override
        public String plain() {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(
                    LocalTime.ofNanoOfDay(TimeUnit.MICROSECONDS.toNanos(micros)));
        }
    }

    /** Bytes that nobody else can change. */
    final class Binary implements Value {
        private final byte[] bytes;

        public Binary(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public DataType type() {
            return DataType.BINARY;
        }

        @Override
        public String plain() {
            return Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Binary that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Binary[" + bytes.length + " bytes]";
        }
    }

    /** Compact JSON text. */
    record Json(String text) implements Value {
        public Json {
            requireNonNull(text);
        }

        /** The JSON null: an empty cell, not a value. */
        public boolean isNull() {
            return text.equals("null");
        }

        @Override
        public DataType type() {
            return DataType.JSON;
        }

        @Override
        public String plain() {
            return text;
        }
    }
}
