package io.wadi.camel;

import io.wadi.model.Reading;
import java.util.Map;

/** An endpoint that adds resources to a source. */
interface RegisteringEndpoint {
    /**
     * The resources that it will add, as far as this is known before a run.
     *
     * @param open whether a run may find others
     */
    record Registered(Map<String, ResourceHints> resources, boolean open) {
        public Registered {
            resources = Map.copyOf(resources);
        }
    }

    Registered registered();

    /** How they are read among the others, where not alone. */
    default Map<String, Reading> readings() {
        return Map.of();
    }
}
