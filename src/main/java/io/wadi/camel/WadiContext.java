package io.wadi.camel;

import io.wadi.config.Connections;
import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.load.snowflake.SnowflakeDataSource;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Unquoted;
import io.wadi.pipeline.Loading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** Camel Main with the routes that one pipeline reaches and no others, so that it needs nobody else's settings. */
public final class WadiContext implements AutoCloseable {
    private final Main main;
    private final String pipeline;

    private final RouteFiles routes;
    private final Map<String, Said> says;
    private final boolean masks;

    private WadiContext(Main main, String pipeline, RouteFiles routes, Map<String, Said> says, boolean masks) {
        this.masks = masks;
        this.main = main;
        this.pipeline = pipeline;
        this.routes = routes;
        this.says = says;
    }

    /** @throws ConfigurationFailure when the routes, or a setting of theirs, cannot be used */
    public static WadiContext start(
            RouteFiles routes, String pipeline, Settings settings, Secrets secrets, Retry retry) {
        return start(routes, pipeline, settings, secrets, retry, Map.of());
    }

    /**
     * For runs that say something of resources, too.
     *
     * @param says by option: {@code writeDisposition} of all resources, {@code resource.NAME.writeDisposition} of one
     * @throws ConfigurationFailure when the routes, a setting of theirs, or what the runs say cannot be used
     */
    public static WadiContext start(
            RouteFiles routes,
            String pipeline,
            Settings settings,
            Secrets secrets,
            Retry retry,
            Map<String, Said> says) {
        List<Path> files = routes.reach(pipeline);
        Main main = main("wadi-" + pipeline, files, settings, secrets, retry, Optional.empty());
        Connections.reached(routes, pipeline, settings, secrets)
                .forEach(connection -> main.bind(connection.name(), Databases.of(connection, secrets)));
        if (Connections.callSnowflake(routes, pipeline, settings, false)) {
            main.bind(
                    SnowflakeAccount.NAME,
                    new SnowflakeDataSource(
                            () -> SnowflakeAccount.read(settings, secrets), Map.of("pipeline", pipeline)));
        }
        try {
            main.start();
        } catch (Exception e) {
            main.stop();
            // Camel stops at the first: a person wants to know of all.
            List<Explanation> all = RouteCheck.problems(routes, Optional.of(pipeline), settings, secrets, retry);
            throw all.isEmpty() ? StartFailure.of(e, routes) : new ConfigurationFailure(all);
        }
        List<Explanation> problems = new OverrideCheck(main.getCamelContext(), routes).problems(pipeline, says);
        if (!problems.isEmpty()) {
            main.stop();
            throw new ConfigurationFailure(problems);
        }
        return new WadiContext(main, pipeline, routes, says, ResourceTags.masks(routes, pipeline, settings));
    }

    /** @param unset what stands for a placeholder that is not set; without it one ends the start */
    static Main main(
            String name, List<Path> files, Settings settings, Secrets secrets, Retry retry, Optional<String> unset) {
        Main main = new Main() {
            @Override
            protected CamelContext createCamelContext() {
                CamelContext camel = super.createCamelContext();
                prepare(camel, settings, unset);
                return camel;
            }
        };
        main.setDefaultPropertyPlaceholderLocation("false"); // the settings are the only source, in their own order
        settings.keys("camel.")
                .forEach(key -> main.addInitialProperty(key, settings.get(key).orElse("")));
        main.bind("wadiSecrets", secrets);
        main.bind("wadiRetry", retry);
        main.bind(
                ResourceTags.POLICY,
                unset.isPresent()
                        ? settings.privacy().soFar()
                        : settings.privacy().policy());
        main.configure()
                .withName(name)
                .withJmxEnabled(false)
                .withLoadTypeConverters(false)
                .withShutdownTimeout(1)
                .withAutoConfigurationLogSummary(false)
                .withRoutesIncludePattern(
                        files.isEmpty()
                                ? "false"
                                : files.stream().map(file -> "file:" + file).collect(Collectors.joining(",")));
        return main;
    }

    private static void prepare(CamelContext camel, Settings settings, Optional<String> unset) {
        // A run is tried again as a whole, by whoever called it: Camel's own handler would repeat its innermost step.
        camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        camel.getPropertiesComponent().addPropertiesSource(new PropertiesSource() {
            @Override
            public String getName() {
                return "wadi";
            }

            @Override
            public @Nullable String getProperty(String name) {
                return settings.get(name).or(() -> unset).orElse(null);
            }
        });
    }

    /**
     * Runs the pipeline once.
     *
     * @param parameters which routes read as {@code ${variable.NAME}}
     * @throws Failure that the run ended with, as it was raised
     */
    public void run(Loading loading, Map<String, String> parameters) {
        Exchange exchange = new DefaultExchange(camel());
        parameters.forEach(exchange::setVariable);
        exchange.setVariable(Variables.RUN, loading);
        Variables.says(exchange, says);
        ProducerTemplate template = camel().createProducerTemplate();
        template.send("direct:pipeline-" + pipeline, exchange);
        template.stop();
        Optional.ofNullable(exchange.getException()).ifPresent(e -> {
            throw failure(e);
        });
    }

    private RuntimeException failure(Exception raised) {
        for (Throwable cause = raised; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationFailure failure) {
                return new ConfigurationFailure(failure.problems().stream()
                        .map(problem -> StartFailure.located(problem, routes))
                        .toList());
            } else if (cause instanceof Failure failure) {
                return failure;
            }
        }
        String what = "pipeline " + pipeline + " failed: " + raised.getClass().getSimpleName();
        // A step of a route may quote the records that it was given.
        return masks
                ? new TerminalFailure(
                        Explanation.of(what + ", whose message may quote what is masked"), new Unquoted(raised))
                : new TerminalFailure(Explanation.of(what + ": " + raised.getMessage()), raised);
    }

    /** The context itself, for what a server adds to it. */
    public CamelContext camel() {
        return main.getCamelContext();
    }

    @Override
    public void close() {
        main.stop();
    }
}
