package io.wadi.examples;

import java.util.Properties;
import org.apache.camel.test.junit5.CamelContextConfiguration;

/** Loads one file of routes, and no other, into the context of a test. */
public final class Routes {
    private static final String FOLDER = "file:" + System.getProperty("wadi.home", ".") + "/src/main/resources/routes/";

    private Routes() {}

    /**
     * @param file below the folder of routes; a star stands for any folder, as of a source and its pipeline
     * @param settings keys and values by turns
     */
    public static void only(String file, CamelContextConfiguration configuration, String... settings) {
        Properties properties = new Properties();
        properties.setProperty("camel.main.routesIncludePattern", FOLDER + file);
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }
}
