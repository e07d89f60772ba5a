package io.wadi.flow.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VigilTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void aNodeIsGoneWhenItsBeatStandsStillForALease() {
        Vigil vigil = new Vigil(Duration.ofSeconds(15));
        assertThat(vigil.gone(Map.of("a", 1L, "b", 1L), 0)).isEmpty();
        assertThat(vigil.gone(Map.of("a", 2L, "b", 1L), 10 * SECOND)).isEmpty();
        assertThat(vigil.gone(Map.of("a", 2L, "b", 1L), 16 * SECOND)).containsExactly("b");
        assertThat(vigil.gone(Map.of("a", 2L), 26 * SECOND)).containsExactly("a");
    }

    @Test
    void whoeverLooksForTheFirstTimeTakesNobodyForGone() {
        assertThat(new Vigil(Duration.ofSeconds(15)).gone(Map.of("a", 7L), 1000 * SECOND))
                .isEmpty();
    }
}
