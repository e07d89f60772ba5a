package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Camel's catalogue and docs/reference.md say of the endpoints is what their classes say. */
class MetadataTest {
    private static final String GENERATE = "run mvn -q -Pquick,generate process-classes";

    @ParameterizedTest
    @MethodSource("endpoints")
    void theMetadataIsThatOfTheClass(Class<?> endpoint) throws IOException {
        String scheme = endpoint.getAnnotation(UriEndpoint.class).scheme();
        assertThat(ReferencePage.components()).as(GENERATE).containsKey(scheme);
        Map<String, String> generated = new TreeMap<>();
        ReferencePage.components()
                .get(scheme)
                .get("properties")
                .properties()
                .forEach(option -> generated.put(option.getKey(), generated(option.getValue())));

        Map<String, String> written = new TreeMap<>();
        written(endpoint, written);
        // what a class shares with others, and this endpoint refuses
        Optional.ofNullable(endpoint.getAnnotation(Metadata.class)).stream()
                .flatMap(metadata -> Stream.of(metadata.excludeProperties().split(",")))
                .forEach(written::remove);
        assertThat(generated).as(GENERATE).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void camelFindsIt(Class<?> endpoint) throws Exception {
        String scheme = endpoint.getAnnotation(UriEndpoint.class).scheme();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(((CatalogCamelContext) context).getComponentParameterJsonSchema(scheme))
                    .as(GENERATE)
                    .contains("\"scheme\": \"" + scheme + "\"");
            assertThat(context.getComponent(scheme)).isNotNull();
        }
    }

    @Test
    void theReferenceIsUpToDate() throws IOException {
        if (Boolean.getBoolean("wadi.write")) {
            Files.writeString(ReferencePage.FILE, ReferencePage.text());
        }
        assertThat(ReferencePage.FILE)
                .as("run mvn -q -Pquick test -Dtest=MetadataTest -Dwadi.write=true")
                .hasContent(ReferencePage.text());
    }

    @Test
    void everyOptionHasAnExample() throws IOException {
        ReferenceExamples examples = new ReferenceExamples();
        List<String> without = new ArrayList<>();
        ReferencePage.components()
                .forEach((scheme, metadata) -> metadata.get("properties")
                        .properties()
                        .forEach(option -> {
                            if (examples.cell(scheme, option.getKey(), option.getValue())
                                    .isEmpty()) {
                                without.add(scheme + ": " + option.getKey());
                            }
                            ReferenceParts parts = ReferenceParts.of(option.getValue());
                            parts.names().stream()
                                    .filter(part ->
                                            examples.cell(parts.prefix(), part).isEmpty())
                                    .forEach(part -> without.add(scheme + ": " + parts.prefix() + part));
                        }));
        assertThat(without)
                .as("options without an example: say them in a file of docs/examples (a new one needs a scenario in"
                        + " ExamplesTest), then run mvn -q -Pquick test -Dtest=MetadataTest -Dwadi.write=true")
                .isEmpty();
    }

    static Stream<Class<?>> endpoints() throws IOException {
        try (Stream<Path> files = Files.list(ReferencePage.HOME.resolve("src/main/java/io/wadi/camel"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Endpoint.java"))
                    .<Class<?>>map(name -> named("io.wadi.camel." + name.replace(".java", "")))
                    .filter(type -> type.isAnnotationPresent(UriEndpoint.class))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String generated(JsonNode option) {
        return String.join(
                " | ",
                option.path("prefix").asText(),
                option.path("defaultValue").asText(),
                String.join(
                        ",",
                        StreamSupport.stream(option.path("enum").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()),
                ReferencePage.description(option));
    }

    private static void written(Class<?> holder, Map<String, String> options) {
        for (Field field : holder.getDeclaredFields()) {
            UriParam option = field.getAnnotation(UriParam.class);
            if (field.isAnnotationPresent(UriPath.class)) {
                String description = field.getAnnotation(UriPath.class).description();
                options.put(field.getName(), " |  |  | " + description);
            } else if (option != null && field.getType().isAnnotationPresent(UriParams.class)) {
                written(field.getType(), options);
            } else if (option != null) {
                options.put(
                        field.getName(),
                        String.join(
                                " | ",
                                option.prefix(),
                                option.defaultValue(),
                                words(field.getType(), option.enums()),
                                option.description()));
            }
        }
    }

    /** As routes write them, and not as Java does. */
    private static String words(Class<?> type, String said) {
        return type.isEnum()
                ? String.join(
                        ",",
                        Arrays.stream(type.getEnumConstants())
                                .map(constant -> Problems.word((Enum<?>) constant))
                                .toList())
                : said;
    }
}
