package io.wadi.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.load.duckdb.DuckDbContents;
import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the sample services hold, and what of it a database should hold after the example pipelines have run. */
final class DemoTruth {
    /** A number that the services tell, and the query that gives it at the destination. */
    private record Check(String name, String sql) {}

    private static final List<Check> CHECKS = List.of(
            new Check("currencies", "SELECT count(*) FROM reference.currencies"),
            new Check("rates", "SELECT count(*) FROM (SELECT DISTINCT date, currency, rate FROM rates.exchange_rates)"),
            new Check("rates", "SELECT count(*) FROM rates.exchange_rates"),
            new Check("products", "SELECT count(*) FROM shop.products"),
            new Check("products_sum", "SELECT sum(id::DECIMAL(12, 0) * price::DECIMAL(12, 2)) FROM shop.products"),
            new Check("product_prices", "SELECT count(*) FROM shop.product_prices"),
            new Check(
                    "product_prices_sum",
                    "SELECT sum(product_id::DECIMAL(12, 0) * amount::DECIMAL(12, 4)) FROM shop.product_prices"),
            new Check("contacts", "SELECT count(DISTINCT id) FROM crm.contacts"),
            new Check("contacts", "SELECT count(*) FROM crm.contacts"),
            new Check("customers", "SELECT count(*) FROM crm.contacts WHERE properties__lifecyclestage = 'customer'"),
            new Check("companies", "SELECT count(*) FROM crm.companies"));

    private final URI services;

    DemoTruth(URI services) {
        this.services = services;
    }

    /** Time passes at the services: rows are added and changed, and some come late. */
    void advance() {
        ask("POST", "/samples/advance");
    }

    /** Where the database is not as the services are; nothing when it is. */
    List<String> differences(Path database) {
        Map<String, BigDecimal> truth = ask("GET", "/samples/truth");
        return CHECKS.stream()
                .flatMap(check -> {
                    BigDecimal wanted =
                            Optional.ofNullable(truth.get(check.name())).orElseThrow();
                    BigDecimal found = DuckDbContents.number(database, check.sql());
                    return wanted.compareTo(found) == 0
                            ? Optional.<String>empty().stream()
                            : Optional.of(check.name() + " at the source is " + wanted.toPlainString() + ", but "
                                            + check.sql() + " gives " + found.toPlainString())
                                    .stream();
                })
                .toList();
    }

    private Map<String, BigDecimal> ask(String method, String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(services + path).toURL().openConnection();
            connection.setRequestMethod(method);
            try (JsonParser json = new JsonFactory().createParser(connection.getInputStream())) {
                Map<String, BigDecimal> numbers = new LinkedHashMap<>();
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    if (token.isNumeric()) {
                        numbers.put(json.currentName(), json.getDecimalValue());
                    }
                }
                return numbers;
            }
        } catch (IOException e) {
            throw new TransientFailure(
                    Explanation.of("the sample services do not answer: " + e.getMessage())
                            .fix("./wadi demo"),
                    e);
        }
    }
}
