package io.wadi.camel;

import io.wadi.config.Connections;
import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.pipeline.Loading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    /** Camel's own, which nobody guards: a context for runs listens nowhere. */
    private static final List<String> SERVERS = List.of("camel.management.", "camel.server.");

    private static final String TEMPLATE = "extract-and-load";

    private final Main main;
    private final String pipeline;
    private final Map<String, Said> says;
    private final Failures failures;

    private WadiContext(Main main, String pipeline, Map<String, Said> says, Failures failures) {
        this.main = main;
        this.pipeline = pipeline;
        this.says = says;
        this.failures = failures;
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
        return start(routes, routes.reach(pipeline), pipeline, settings, secrets, retry, says);
    }

    /**
     * For runs of a deployment, with the route of its flow.
     *
     * @throws ConfigurationFailure when the routes, a setting of theirs, or what the runs say cannot be used
     */
    public static WadiContext start(
            RouteFiles routes,
            Deployment deployment,
            Settings settings,
            Secrets secrets,
            Retry retry,
            Map<String, Said> says) {
        String pipeline = deployment.pipeline();
        List<Path> files = Stream.concat(routes.reach(pipeline).stream(), Stream.of(routes.template(TEMPLATE)))
                .distinct()
                .toList();
        WadiContext context = start(routes, files, pipeline, settings, secrets, retry, says);
        try {
            context.camel()
                    .addRouteFromTemplate(
                            "flow-" + deployment.name(),
                            TEMPLATE,
                            Map.of(
                                    "name",
                                    deployment.name(),
                                    "pipeline",
                                    pipeline,
                                    "retries",
                                    String.valueOf(deployment.retries().delays().size())));
        } catch (Exception e) {
            context.close();
            throw StartFailure.of(e, routes);
        }
        return context;
    }

    private static WadiContext start(
            RouteFiles routes,
            List<Path> files,
            String pipeline,
            Settings settings,
            Secrets secrets,
            Retry retry,
            Map<String, Said> says) {
        Failures failures = new Failures(pipeline, routes, ResourceTags.masks(routes, pipeline, settings));
        Main main = main("wadi-" + pipeline, files, settings, secrets, retry, Optional.empty());
        Connections.reached(routes, pipeline, settings, secrets)
                .forEach(connection -> main.bind(connection.name(), Databases.of(connection, secrets)));
        if (Connections.callSnowflake(routes, pipeline, settings, false)) {
            main.bind(SnowflakeAccount.NAME, SnowflakeAccount.forRoutes(pipeline, settings, secrets));
        }
        main.bind(FlowRetries.NAME, new FlowRetries(failures));
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
        return new WadiContext(main, pipeline, says, failures);
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
        settings.keys("camel.").stream()
                .filter(key -> SERVERS.stream().noneMatch(key::startsWith))
                .forEach(key -> main.addInitialProperty(key, settings.get(key).orElse("")));
        main.bind("wadiSecrets", secrets);
        main.bind("wadiRetry", retry);
        main.bind("wadiRouteLog", RouteLog.LOGGER); // Camel's log steps take the only logger that is bound
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
        camel.addComponent("log", new RouteLog());
        camel.getExecutorServiceManager().setThreadPoolFactory(new SpeakingThreads());
        camel.getCamelContextExtension().addInterceptStrategy(new SpeakingSteps());
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
     * @throws Failure that the run ended with, as it was raised
     */
    public void run(Loading loading, Map<String, String> parameters) {
        run(loading, Asks.NOTHING.with(parameters));
    }

    /** The same, for whoever asks for more. */
    public void run(Loading loading, Asks asks) {
        Exchange exchange = new DefaultExchange(camel());
        exchange.setVariable(Variables.RUN, loading);
        send("direct:pipeline-" + pipeline, exchange, asks);
    }

    /**
     * Runs a deployment once, with all its attempts.
     *
     * @throws Failure that the last attempt ended with
     */
    public void run(Deployment deployment, Attempting run, Asks asks) {
        Exchange exchange = new DefaultExchange(camel());
        exchange.setVariable(Variables.RUN, run.loading());
        exchange.setVariable(Variables.ATTEMPTS, run);
        send("direct:flow-" + deployment.name(), exchange, asks);
    }

    private void send(String endpoint, Exchange exchange, Asks asks) {
        asks.parameters().forEach(exchange::setVariable);
        Variables.choose(exchange, asks.resources());
        Variables.says(exchange, says);
        ProducerTemplate template = camel().createProducerTemplate();
        template.send(endpoint, exchange);
        template.stop();
        Optional.ofNullable(exchange.getException()).ifPresent(e -> {
            throw failures.of(e);
        });
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
