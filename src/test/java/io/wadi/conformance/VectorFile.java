package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.wadi.load.duckdb.TypeVector;
import io.wadi.normalise.VectorCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.opentest4j.TestAbortedException;

/** What dlt's functions gave for one input each: a list of vectors, or one a line. The file's name says of which function. */
final class VectorFile {
    private static final Map<String, Function<JsonNode, Optional<String>>> CHECKS = checks();

    private VectorFile() {}

    private static Map<String, Function<JsonNode, Optional<String>>> checks() {
        Map<String, Function<JsonNode, Optional<String>>> checks = new HashMap<>();
        Arrays.stream(VectorCheck.values())
                .forEach(check -> checks.put(check.name().toLowerCase(Locale.ROOT) + ".json", check::check));
        checks.put("type_mapping.json", TypeVector::check);
        return checks;
    }

    static boolean isKnown(Path file) {
        return CHECKS.containsKey(name(file));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static List<JsonNode> read(Path file) throws IOException {
        try (MappingIterator<JsonNode> vectors =
                Json.MAPPER.readerFor(JsonNode.class).readValues(file.toFile())) {
            return vectors.readAll();
        }
    }

    static Outcome check(Path file, JsonNode vector) {
        Function<JsonNode, Optional<String>> check = CHECKS.get(name(file));
        if (check == null) {
            return new Outcome.Differs(List.of("nothing is known of vectors of " + name(file)));
        }
        try {
            Optional<String> deviation = check.apply(vector);
            return deviation.isPresent() ? new Outcome.Deviates(deviation.get()) : new Outcome.Passed();
        } catch (TestAbortedException e) {
            return new Outcome.NotBuilt(List.of(String.valueOf(e.getMessage()).replace("Assumption failed: ", "")));
        } catch (AssertionError | RuntimeException e) {
            return new Outcome.Differs(List.of(String.valueOf(e.getMessage() == null ? e : e.getMessage())));
        }
    }
}
