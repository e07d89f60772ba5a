package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NamingTest {
    private static final int UNLIMITED = 65536;

    private final Naming naming = new Naming(UNLIMITED);

    @TestFactory
    Stream<DynamicTest> namesAreDlts() {
        return Vectors.tests("naming.json", vector -> {
            Naming limited = naming(vector);
            String input = vector.get("input").textValue();
            if (vector.has("identifier_error")) {
                assertThatIllegalArgumentException().isThrownBy(() -> limited.identifier(input));
            } else {
                assertThat(limited.identifier(input))
                        .isEqualTo(vector.get("identifier").textValue());
            }
            assertThat(limited.path(input)).isEqualTo(vector.get("path").textValue());
        });
    }

    @TestFactory
    Stream<DynamicTest> levelsAreJoinedAsByDlt() {
        return Vectors.tests("naming_fragments.json", vector -> {
            List<String> fragments = StreamSupport.stream(
                            vector.get("fragments").spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
            assertThat(naming(vector).join(fragments))
                    .isEqualTo(vector.get("joined").textValue());
        });
    }

    private static Naming naming(JsonNode vector) {
        return new Naming(vector.get("max_length").asInt(UNLIMITED));
    }

    @Test
    void aPathOfNothingButSeparatorsHasNoName() {
        assertThat(naming.path("__")).isEmpty();
        assertThat(naming.path("____ __")).isEmpty();
        assertThat(naming.join(List.of())).isEmpty();
    }

    @Test
    void lengthIsCountedInCodePoints() {
        // MATHEMATICAL BOLD DIGIT ONE: a decimal digit of two chars
        String digits = "\ud835\udfcf".repeat(12);
        assertThat(new Naming(13).identifier(digits)).isEqualTo("_" + digits);
        String shortened = new Naming(12).identifier(digits);
        assertThat(shortened.codePointCount(0, shortened.length())).isEqualTo(12);
        assertThat(shortened).startsWith("_\ud835\udfcf\ud835\udfcf").endsWith("\ud835\udfcf".repeat(3));
    }

    @Test
    void differentLongNamesStayDifferent() {
        Naming limited = new Naming(30);
        String same = "a".repeat(40);
        assertThat(limited.identifier(same + "b" + same)).isNotEqualTo(limited.identifier(same + "c" + same));
    }

    @Test
    void aLimitThatLeavesNoRoomForTheTagIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Naming(6));
    }
}
