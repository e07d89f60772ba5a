package io.wadi.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.spi.annotations.Component;

/** Sources, called like {@code direct:} routes. */
@Component("wadi-source")
public final class SourceComponent extends DirectComponent {
    public SourceComponent() {
        setBlock(false); // a source that is not there now will not come
    }

    @Override
    public boolean useRawUri() {
        return true;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        SourceEndpoint endpoint = new SourceEndpoint(uri, this, remaining);
        Problems problems = new Problems("wadi-source:" + remaining);
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        Options.bind(parameters, problems, endpoint.getReading(), endpoint.getSchema(), endpoint.getLimits());
        endpoint.prepare(all, problems);
        endpoint.setBlock(isBlock());
        return endpoint;
    }
}
