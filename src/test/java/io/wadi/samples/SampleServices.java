package io.wadi.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The sample services, each on a free port of 127.0.0.1: currencies, exchange rates, a CRM, if wanted a shop's database,
 * and the controls of all. What they answer is in {@code src/test/resources/samples/README.md}.
 */
public final class SampleServices implements AutoCloseable {
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);
    private static final int PAGE_SIZE = 1000;
    private static final int MAX_PAGE_SIZE = 5000;

    private final CompletableFuture<SampleData> reading; // requests wait for it, the start does not
    private final JsonService currencies;
    private final JsonService exchangeRates;
    private final JsonService controls;
    private final String token = new BigInteger(128, new SecureRandom()).toString(36);
    private final Crm crm;
    private final Optional<Shop> shop;

    private SampleServices(Optional<Shop> shop, Consumer<String> accessLog) {
        this.shop = shop;
        reading = CompletableFuture.supplyAsync(SampleData::read);
        currencies = JsonService.start(accessLog).on("GET", "/v1/currencies", query -> this::writeCurrencies);
        exchangeRates = JsonService.start(accessLog).on("GET", "/v1/rates", this::page);
        crm = new Crm(token, accessLog);
        controls = JsonService.start(accessLog)
                .on("GET", "/samples/truth", query -> this::writeTruth)
                .on("POST", "/samples/advance", query -> this::advance);
    }

    /** Starts the services that speak HTTP; {@code accessLog} gets a line a request. */
    public static SampleServices start(Consumer<String> accessLog) {
        return new SampleServices(Optional.empty(), accessLog);
    }

    /** Starts all of them. The shop is closed with them. */
    public static SampleServices start(Shop shop, Consumer<String> accessLog) {
        return new SampleServices(Optional.of(shop), accessLog);
    }

    /** The base address of each service by its name, without a slash at the end. */
    public Map<String, URI> addresses() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        addresses.put("currencies", currencies.url());
        addresses.put("exchange-rates", exchangeRates.url());
        addresses.put("hubspot", crm.service().url());
        addresses.put("samples", controls.url());
        return addresses;
    }

    /** Where a pipeline finds the services: what application.properties says in production. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        addresses().forEach((name, url) -> settings.put(name + ".url", url.toString()));
        shop.ifPresent(database -> {
            settings.put("connection.shop.url", database.url());
            settings.put("connection.shop.user", database.user());
            settings.put("connection.shop.credentials", "shop"); // not the section that a project may have said
        });
        return settings;
    }

    /** What lets a pipeline in: new at each start, and good for nothing but these services. */
    public Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("hubspot.token", token);
        secrets.put("wadi.mask.key", "sample services"); // always the same: hashes of one start are those of the next
        shop.ifPresent(database -> secrets.put("shop.password", database.password()));
        return secrets;
    }

    @Override
    public void close() {
        currencies.close();
        exchangeRates.close();
        crm.close();
        controls.close();
        shop.ifPresent(Shop::close);
    }

    private SampleData data() {
        return reading.join();
    }

    private void writeCurrencies(JsonGenerator json) throws IOException {
        for (Map.Entry<String, String> currency : data().currencies().entrySet()) {
            json.writeStringField(currency.getKey(), currency.getValue());
        }
    }

    private JsonService.Fields page(Query query) throws Refusal {
        LocalDate from = query.date("from", LocalDate.MIN);
        LocalDate to = query.date("to", LAST_DATE);
        int page = query.number("page", 1, Integer.MAX_VALUE);
        int perPage = query.number("per_page", PAGE_SIZE, MAX_PAGE_SIZE);
        List<Rate> found = data().rates().between(from, to);
        int start = (int) Math.min((page - 1L) * perPage, found.size());
        List<Rate> rates = found.subList(start, Math.min(start + perPage, found.size()));
        return json -> {
            json.writeNumberField("page", page);
            json.writeNumberField("pages", (found.size() + perPage - 1) / perPage);
            json.writeNumberField("total", found.size());
            json.writeArrayFieldStart("rates");
            for (Rate rate : rates) {
                json.writeStartObject();
                json.writeStringField("date", rate.date().toString());
                json.writeStringField("currency", rate.currency());
                json.writeFieldName("rate");
                json.writeNumber(rate.rate()); // as a string: the digits stay as they are
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    private void advance(JsonGenerator json) throws IOException {
        int appeared = data().advance();
        int contacts = crm.advance();
        json.writeStringField("today", data().rates().lastDay().toString());
        json.writeNumberField("rows", appeared);
        json.writeNumberField("contacts", contacts);
        if (shop.isPresent()) {
            json.writeNumberField("products", shop.get().advance());
        }
    }

    private void writeTruth(JsonGenerator json) throws IOException {
        Rates rates = data().rates();
        json.writeStringField("today", rates.lastDay().toString());
        json.writeNumberField("currencies", data().currencies().size());
        json.writeNumberField("rates", rates.size());
        crm.writeTruth(json);
        if (shop.isPresent()) {
            for (Map.Entry<String, BigDecimal> value : shop.get().truth().entrySet()) {
                json.writeNumberField(value.getKey(), value.getValue());
            }
        }
    }
}
