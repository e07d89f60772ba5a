package io.wadi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a new pipeline begins with, from the templates of {@code src/main/resources/scaffold}: those are the files of a pipeline
 * {@code new-pipeline} into {@code duckdb}, as a person would have written them.
 */
record Scaffold(ScaffoldName name, From from, To to) {
    /** The kinds of sources. */
    enum From {
        REST,
        SQL,
        FILES,
        HUBSPOT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The kinds of destinations. */
    enum To {
        DUCKDB,
        SNOWFLAKE,
        S3;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String TEMPLATES = "/scaffold/";

    /** Merges are refused by an S3, which only grows. */
    private static final String MERGE = "writeDisposition: merge[^\\n]*";

    private static final String APPEND = """
            writeDisposition: append            # S3 only grows: each version of a row is kept
                          cursor.duplicates: window           # and what is read again is known by its key""";

    String pipeline() {
        return name.text();
    }

    String source() {
        return name.snake();
    }

    String deployment() {
        return name.text() + "-daily";
    }

    String testClass() {
        return name.camel() + "RouteTest";
    }

    /** The table to look at first. */
    String table() {
        return name.snake() + "."
                + switch (from) {
                    case REST -> "rates";
                    case SQL -> "products";
                    case FILES -> "orders";
                    case HUBSPOT -> "contacts";
                };
    }

    /** What it has to be told of its source: the text of settings, with comments. */
    String settings() {
        return filled(from.word() + "/settings.properties");
    }

    /** Its entry in {@code deployments.yaml}. */
    String entry() {
        return filled("deployment.yaml");
    }

    /**
     * The new files by their paths below the project.
     *
     * @param routes the folder of routes
     * @param tested whether the project has tests
     */
    Map<String, String> files(String routes, boolean tested) {
        Map<String, String> files = new LinkedHashMap<>();
        String source = filled(from.word() + "/source.camel.yaml");
        files.put(
                routes + "/sources/" + pipeline() + ".camel.yaml",
                to == To.S3 ? source.replaceAll(MERGE, APPEND) : source);
        files.put(routes + "/pipelines/" + pipeline() + ".camel.yaml", filled("pipeline.camel.yaml"));
        if (from == From.FILES) {
            files.put("data/" + pipeline() + "/orders.csv", filled("files/orders.csv"));
        }
        if (tested) {
            files.put("src/test/java/io/wadi/routes/" + testClass() + ".java", filled(from.word() + "/RouteTest.java"));
        }
        return files;
    }

    /** The keys of the settings. */
    List<String> keys() {
        return settings()
                .lines()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    private String filled(String template) {
        try (InputStream in = Scaffold.class.getResourceAsStream(TEMPLATES + template)) {
            if (in == null) {
                throw new IllegalStateException(TEMPLATES + template + " is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return name.in(text.replace("duckdb", to.word()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
