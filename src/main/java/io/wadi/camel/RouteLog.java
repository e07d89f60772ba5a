package io.wadi.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.component.log.LogEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the log steps of routes write: below one name, which is in the run's log at the level that they have. */
public final class RouteLog extends LogComponent {
    /** The name of the logger. */
    public static final String NAME = "wadi.route";

    static final Logger LOGGER = LoggerFactory.getLogger(NAME);

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LogEndpoint endpoint = (LogEndpoint) super.createEndpoint(uri, remaining, parameters);
        if (endpoint.getProvidedLogger() == LOGGER) {
            endpoint.setProvidedLogger(LoggerFactory.getLogger(NAME + "." + remaining));
        }
        return endpoint;
    }
}
