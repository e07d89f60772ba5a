package io.wadi.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Resources that are tables of a database. */
@Component("wadi-sql")
public class SqlComponent extends DefaultComponent {
    @Override
    public boolean useRawUri() {
        return true; // else a plus or a percent sign in an option is decoded away
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String at = "wadi-sql:" + remaining;
        SqlEndpoint endpoint = new SqlEndpoint(uri, this, remaining);
        SqlPlan.spellOut(parameters);
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        Options.bind(
                parameters,
                at,
                endpoint.getTables(),
                endpoint.getReading(),
                endpoint.getResource(),
                endpoint.getWriting(),
                endpoint.getSchema());
        endpoint.prepare(all, new Problems(at));
        return endpoint;
    }
}
