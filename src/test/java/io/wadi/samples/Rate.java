package io.wadi.samples;

import java.time.LocalDate;

/**
 * What one euro cost on one working day.
 *
 * @param rate in units of the currency, written exactly as the European Central Bank publishes it
 */
record Rate(LocalDate date, String currency, String rate) {
    Rate {
        if (currency.length() != 3 || rate.isEmpty()) {
            throw new IllegalArgumentException("No rate: " + date + " " + currency + " " + rate);
        }
    }
}
