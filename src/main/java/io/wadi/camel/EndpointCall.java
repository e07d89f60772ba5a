package io.wadi.camel;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.files.Delivery;
import io.wadi.extract.files.FileReading;
import io.wadi.extract.rest.Retry;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;

/** One endpoint called without a route, as it would be in one, with the options that are said of it. */
public final class EndpointCall implements AutoCloseable {
    /** Of files, those that are about reading one. */
    private static final List<String> OF_FILES =
            List.of("format", "dataSelector", "csv.NAME", "fileColumn", "lineColumn");

    private final Runnable stop;
    private final Exchange exchange;

    private EndpointCall(CamelContext camel, Runnable stop) {
        this.stop = stop;
        this.exchange = new DefaultExchange(camel);
    }

    /**
     * Of an API.
     *
     * @param resource its name
     * @throws ConfigurationFailure with everything that is wrong in the options
     */
    public static EndpointCall rest(
            String resource, Map<String, String> options, Settings settings, Secrets secrets, Retry retry) {
        Main main = WadiContext.main("wadi-copy", List.of(), settings, secrets, retry, Optional.empty());
        try {
            main.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        CamelContext camel = main.getCamelContext();
        return new EndpointCall(camel, main::stop)
                .call(
                        resource,
                        () -> camel.getComponent("wadi-rest", RestComponent.class)
                                .createEndpoint("wadi-rest:" + resource, resource, new LinkedHashMap<>(options)));
    }

    /**
     * Of a database. Nothing of Camel's has to run for it, and its start takes longer than many tables.
     *
     * @param connection its name in messages
     * @param source what the resources are of
     * @throws ConfigurationFailure with everything that is wrong in the options, and what the database has not
     */
    public static EndpointCall sql(
            String connection, DataSource database, String source, Map<String, String> options, Settings settings) {
        DefaultCamelContext camel = new DefaultCamelContext(false);
        camel.getRegistry().bind(connection, DataSource.class, database);
        camel.getRegistry().bind(ResourceTags.POLICY, settings.privacy().policy());
        SqlComponent component = new SqlComponent();
        component.setCamelContext(camel);
        return new EndpointCall(camel, camel::stop)
                .call(
                        source,
                        () -> component.createEndpoint(
                                "wadi-sql:" + connection, connection, new LinkedHashMap<>(options)));
    }

    /**
     * How a file is read.
     *
     * @throws ConfigurationFailure with everything that is wrong in the options
     */
    public static FileReading file(Map<String, String> options) {
        Problems problems = new Problems("--option");
        FilesConfiguration files = new FilesConfiguration();
        Map<String, Object> all = new LinkedHashMap<>(options);
        Map<String, Object> others = new LinkedHashMap<>(options);
        all.keySet().removeIf(option -> !HintOptions.isOne(option, OF_FILES));
        others.keySet().removeAll(all.keySet());
        Options.bind(all, problems, files);
        others.keySet().forEach(option -> problems.unknown(option, "", OF_FILES));
        files.setPath("file");
        return asked(files, problems, Secrets.ofEnvironment(Map.of()), (plan, none) -> plan.reading());
    }

    /**
     * Which files an endpoint would read, and how.
     *
     * @param path as the endpoint's option; not by SFTP
     * @throws ConfigurationFailure with everything that is wrong in it
     */
    public static Delivery files(String path, String credentials, String region, String endpoint, Secrets secrets) {
        FilesConfiguration files = new FilesConfiguration();
        files.setPath(path);
        files.setDataSelector("auto");
        files.setCredentials(credentials);
        files.setRegion(region);
        files.setEndpoint(endpoint);
        return asked(files, new Problems("files"), secrets, (plan, none) -> plan.in(none, "files"));
    }

    private static <T> T asked(
            FilesConfiguration files, Problems problems, Secrets secrets, BiFunction<FilesPlan, Exchange, T> question) {
        try (DefaultCamelContext none = new DefaultCamelContext()) {
            none.getRegistry().bind("secrets", Secrets.class, secrets);
            FilesPlan plan = new FilesPlan(files, "", none, problems);
            problems.raise();
            return question.apply(plan, new DefaultExchange(none));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private EndpointCall call(String source, Supplier<Endpoint> endpoint) {
        try {
            Variables.open(exchange, new Source(source), Map.of(), LimitsPlan.NONE);
            ((CalledEndpoint) endpoint.get()).call(exchange);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** What the endpoint registered; can be read until this is closed. */
    public Source source() {
        return Variables.source(exchange, "copy");
    }

    @Override
    public void close() {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
        stop.run();
    }
}
