package io.wadi.camel;

import io.wadi.config.Secrets;
import io.wadi.extract.rest.Budget;
import io.wadi.extract.rest.CamelHttp;
import io.wadi.extract.rest.Commons;
import io.wadi.extract.rest.Limits;
import io.wadi.extract.rest.RestClient;
import io.wadi.extract.rest.Retry;
import io.wadi.extract.rest.SecretSource;
import io.wadi.extract.rest.Shared;
import io.wadi.extract.rest.Transport;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Resources behind an API. */
@Component("wadi-rest")
public class RestComponent extends DefaultComponent {
    /** A source may be asked by several contexts, one after the other or at the same time. */
    private static final Shared OF_PROCESS = new Shared();

    @Override
    public boolean useRawUri() {
        return true; // else a plus or a percent sign in an option is decoded away
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String at = "wadi-rest:" + remaining;
        RestEndpoint endpoint = new RestEndpoint(uri, this, remaining);
        Problems problems = new Problems(at);
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        Set<String> given = Options.bind(
                parameters,
                problems,
                endpoint.getRequest(),
                endpoint.getAuthentication(),
                endpoint.getConducting(),
                endpoint.getPages(),
                endpoint.getChains(),
                endpoint.getResource(),
                endpoint.getWriting(),
                endpoint.getSchema());
        endpoint.prepare(all, given, problems);
        return endpoint;
    }

    /**
     * Of what the registry has: a {@link Retry}, {@link Secrets}, which are those of the environment otherwise, and a
     * {@link Shared}, which is that of the process otherwise.
     *
     * What the exchange says is taken now, the registry is looked into when the client is wanted: a route can be tested
     * without.
     *
     * @return throws a ConfigurationFailure when there is no retry
     */
    Supplier<RestClient> client(Exchange exchange, String at, Conduct conduct) {
        String source = Variables.source(exchange, at).name();
        Limits limits = Variables.limits(exchange);
        Budget budget = Variables.budget(exchange, source);
        return () -> client(source, limits, budget, conduct);
    }

    private RestClient client(String source, Limits limits, Budget budget, Conduct conduct) {
        Registry registry = getCamelContext().getRegistry();
        Retry retry = Optional.ofNullable(registry.findSingleByType(Retry.class))
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of("wadi-rest does not know how often to try: the registry has no Retry")
                                .fix("bind an " + Retry.class.getName() + ", as WadiContext does")));
        Shared shared =
                Optional.ofNullable(registry.findSingleByType(Shared.class)).orElse(OF_PROCESS);
        Transport transport = new CamelHttp(getCamelContext(), conduct.timeouts(), conduct.allowLinkLocal());
        return new RestClient(
                shared.limited(transport, source, limits, retry),
                secrets(getCamelContext()),
                conduct.retries().isPresent()
                        ? retry.withTries(conduct.retries().getAsInt() + 1)
                        : retry,
                new Commons(source, shared, budget),
                conduct.reactions());
    }

    /** Those of the registry, or else of the environment. */
    static SecretSource secrets(CamelContext camel) {
        return new Looked(Optional.ofNullable(camel.getRegistry().findSingleByType(Secrets.class))
                .orElseGet(() -> Secrets.ofEnvironment(System.getenv())));
    }

    private record Looked(Secrets secrets) implements SecretSource {
        @Override
        public Optional<String> find(String section, String key) {
            return secrets.find(section, key);
        }

        @Override
        public String places(String section, String key) {
            return secrets.places(section, key);
        }

        @Override
        public void refused(String section) {
            secrets.refused(section);
        }
    }
}
