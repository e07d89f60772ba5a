package io.wadi.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Loads. */
@Component("wadi-load")
public class LoadComponent extends DefaultComponent {
    @Override
    public boolean useRawUri() {
        return true;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        LoadEndpoint endpoint = new LoadEndpoint(uri, this, remaining);
        Problems problems = new Problems("wadi-load:" + remaining);
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        Options.bind(parameters, problems, endpoint, endpoint.getWriting(), endpoint.getSchema());
        endpoint.prepare(all, problems);
        return endpoint;
    }
}
