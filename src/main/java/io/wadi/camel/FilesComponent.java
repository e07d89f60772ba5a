package io.wadi.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Resources that lie in files. */
@Component("wadi-files")
public class FilesComponent extends DefaultComponent {
    @Override
    public boolean useRawUri() {
        return true; // else a plus or a percent sign in an option is decoded away
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String at = "wadi-files:" + remaining;
        FilesEndpoint endpoint = new FilesEndpoint(uri, this, remaining);
        Problems problems = new Problems(at);
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        Options.bind(
                parameters,
                problems,
                endpoint.getFiles(),
                endpoint.getResource(),
                endpoint.getWriting(),
                endpoint.getSchema());
        endpoint.prepare(all, problems);
        return endpoint;
    }
}
