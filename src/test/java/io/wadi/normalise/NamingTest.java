package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamingTest {
    private static final int UNLIMITED = 65536;

    private final Naming naming = new Naming(UNLIMITED);

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
