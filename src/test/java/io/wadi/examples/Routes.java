package io.wadi.examples;

import java.util.Properties;
import org.apache.camel.test.junit5.CamelContextConfiguration;

/** Loads one file of routes, and no other, into the context of a test. */
final class Routes {
    private static final String FOLDER = "file:" + System.getProperty("wadi.home", ".") + "/src/main/resources/routes/";

    private Routes() {}

    /** @param settings keys and values by turns */
    static void only(String file, CamelContextConfiguration configuration, String... settings) {
        Properties properties = new Properties();
        properties.setProperty("camel.main.routesIncludePattern", FOLDER + file);
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }
}
