package io.wadi.camel;

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
        Options.bind(parameters, "wadi-load:" + remaining, endpoint);
        return endpoint;
    }
}
