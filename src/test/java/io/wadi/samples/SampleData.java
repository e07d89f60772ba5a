package io.wadi.samples;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What the services hold. Its time stands still until it is told to pass. */
final class SampleData {
    private static final LocalDate FIRST_TODAY = LocalDate.of(2026, 9, 30);

    private final Map<String, String> currencies;
    private final Rates allRates;
    private volatile Rates rates;

    private SampleData(Map<String, String> currencies, Rates allRates) {
        this.currencies = currencies;
        this.allRates = allRates;
        this.rates = allRates.knownOn(FIRST_TODAY);
    }

    static SampleData read() {
        try (BufferedReader iso = reader(open("iso-4217.csv"));
                BufferedReader history = reader(new GZIPInputStream(open("eurofxref-hist.csv.gz"), 1 << 16))) {
            return new SampleData(currencies(iso.lines().skip(1).toList()), Rates.parse(history));
        } catch (IOException e) {
            throw new UncheckedIOException("The data of the sample services is damaged, build again", e);
        }
    }

    /** English names by code. */
    Map<String, String> currencies() {
        return currencies;
    }

    /** The rates published so far. */
    Rates rates() {
        return rates;
    }

    /** Time passes to the last day there is, and what was late is published; gives the number of new rates. */
    synchronized int advance() {
        int before = rates.size();
        rates = allRates;
        return rates.size() - before;
    }

    private static Map<String, String> currencies(List<String> lines) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String line : lines) {
            String[] cells = line.split(",", 4);
            names.put(cells[0], cells[3].substring(1, cells[3].length() - 1)); // names alone are quoted
        }
        return Collections.unmodifiableMap(names);
    }

    private static InputStream open(String name) throws IOException {
        InputStream data = SampleData.class.getResourceAsStream("/samples/" + name);
        if (data == null) {
            throw new FileNotFoundException("/samples/" + name + " is not on the class path");
        }
        return data;
    }

    private static BufferedReader reader(InputStream data) {
        return new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8), 1 << 16);
    }
}
