package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Head;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadIdsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T22:32:05.574681Z, 1795300325.574681",
        "2026-11-21T22:32:05.500Z, 1795300325.5",
        "2026-11-21T22:32:05Z, 1795300325.0",
        "2001-09-09T01:46:40Z, 1000000000.0",
    })
    void anIdIsWrittenAsPythonWritesAFloat(Instant now, String id) {
        assertThat(LoadIds.next(now, Head.NONE)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "1795300325.574681, 1795300325.574682",
        "1795300325.5746815, 1795300325.5746825",
        "1795300399.9, 1795300399.900001",
        "1795300325.999999, 1795300326.0",
        "1795300325.574680, 1795300325.574681",
        "not a number, 1795300325.574681",
    })
    void anIdIsAlwaysAboveTheHeads(String head, String id) {
        assertThat(LoadIds.next(Instant.parse("2026-11-21T22:32:05.574681Z"), new Head(head, 1)))
                .isEqualTo(id);
    }

    @Test
    void numbersDecideAndNotTexts() {
        assertThat(LoadIds.next(Instant.parse("2001-09-09T01:46:40Z"), new Head("999999999.5", 1)))
                .isEqualTo("1000000000.0");
    }
}
