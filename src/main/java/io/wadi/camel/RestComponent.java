package io.wadi.camel;

import io.wadi.config.Secrets;
import io.wadi.extract.rest.CamelHttp;
import io.wadi.extract.rest.RestClient;
import io.wadi.extract.rest.Retry;
import io.wadi.extract.rest.SecretSource;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Resources behind an API. */
@Component("wadi-rest")
public class RestComponent extends DefaultComponent {
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
                endpoint.getPages(),
                endpoint.getChains(),
                endpoint.getResource(),
                endpoint.getWriting(),
                endpoint.getSchema());
        endpoint.prepare(all, given, problems);
        return endpoint;
    }

    /**
     * Of what the registry has: a {@link Retry}, and {@link Secrets}, which are those of the environment otherwise.
     *
     * @throws ConfigurationFailure when there is no retry
     */
    RestClient client() {
        Retry retry = Optional.ofNullable(getCamelContext().getRegistry().findSingleByType(Retry.class))
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of("wadi-rest does not know how often to try: the registry has no Retry")
                                .fix("bind an " + Retry.class.getName() + ", as WadiContext does")));
        return new RestClient(new CamelHttp(getCamelContext()), secrets(getCamelContext()), retry);
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
    }
}
