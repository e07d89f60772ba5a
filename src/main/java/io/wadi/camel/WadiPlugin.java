package io.wadi.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/** What every context with our endpoints needs, a test's or an integrator's own included. Found by the service loader. */
public final class WadiPlugin implements ContextServicePlugin {
    @Override
    public void load(CamelContext context) {
        context.getRegistry().bind("wadi-yaml", new ExactYaml());
        JsonBodies.register(context);
    }
}
