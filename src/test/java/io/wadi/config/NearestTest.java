package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> WORDS = List.of("merge", "append", "replace", "page_number", "header_link");

    @Test
    void findsWhatWasMeant() {
        assertThat(Nearest.to("mrege", WORDS)).contains("merge");
        assertThat(Nearest.to("Page-Number", WORDS)).contains("page_number");
        assertThat(Nearest.to("header_lnk", WORDS)).contains("header_link");
        assertThat(Nearest.to("replaced", WORDS)).contains("replace");
    }

    @Test
    void guessesNothingThatIsFarAway() {
        assertThat(Nearest.to("truncate", WORDS)).isEmpty();
        assertThat(Nearest.to("x", WORDS)).isEmpty();
        assertThat(Nearest.to("merge", List.of())).isEmpty();
    }
}
