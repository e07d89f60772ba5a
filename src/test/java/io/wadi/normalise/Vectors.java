package io.wadi.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/** The vectors in {@code conformance/vectors}: what dlt gave for one input each. */
final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    static Stream<JsonNode> of(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/conformance/vectors/" + file)) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test for each vector. */
    static Stream<DynamicTest> tests(String file, Consumer<JsonNode> check) {
        return of(file).map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> check.accept(vector)));
    }
}
