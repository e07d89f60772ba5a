package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.simulator.UnrulyApi.Asked;
import io.wadi.simulator.UnrulyApi.Personality;
import io.wadi.testing.RawServer;
import io.wadi.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are refusals, in pieces, or packed. */
@Tag("exhaustive")
class UnrulyAnswersTest {
    @TempDir
    private Path home;

    private Unruly run;

    @BeforeEach
    void open() {
        run = new Unruly(home, Unruly.CURSOR);
    }

    @AfterEach
    void close() {
        run.close();
    }

    /** Page 7 is answered otherwise as often as said, and then as it should be. */
    private static Personality pageSeven(int times, Personality other) {
        return asked -> asked.page() == 7 && asked.turn() <= times ? other.answer(asked) : asked.honestly();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"- | 1 | 2", "0 | 1 | 2", "30 | 30 | 30", "date | 25 | 31", "soon | 1 | 2"})
    void tooManyRequestsAreWaitedFor(String after, long atLeast, long atMost) {
        run.succeeds(pageSeven(1, asked -> {
            Reply refusal = Reply.of(429, "slow down");
            return after == null
                    ? refusal
                    : refusal.header("Retry-After", after.equals("date") ? inThirtySeconds() : after);
        }));

        assertThat(run.project.waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(atLeast), Duration.ofSeconds(atMost)));
    }

    private static String inThirtySeconds() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30));
    }

    @Test
    void tooManyRequestsForEver() {
        run.fails(true, pageSeven(99, asked -> Reply.of(429, "")), "page=7 answered 429, tried 3 times");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void anErrorOfTheServerOnce(int status) {
        run.succeeds(pageSeven(1, asked -> Reply.of(status, "{\"data\":[{\"id\":4711}]}")));

        assertThat(run.api.asked()).isEqualTo(11);
    }

    /** Fewer bytes than were announced. */
    private static Reply cutOff(Asked asked) {
        return asked.honestly().truncatedAfter(300);
    }

    /** All bytes that were announced, but not all that make it JSON. */
    private static Reply shortened(Asked asked) {
        return Reply.json(asked.answer().json().substring(0, 300));
    }

    @Test
    void anAnswerThatIsCutOffOnce() {
        run.succeeds(pageSeven(1, UnrulyAnswersTest::cutOff));
        assertThat(run.api.asked()).isEqualTo(11);
    }

    @Test
    void anAnswerThatIsShortOnce() {
        run.succeeds(pageSeven(1, UnrulyAnswersTest::shortened));
        assertThat(run.api.asked()).isEqualTo(11);
    }

    @Test
    void anAnswerThatIsAlwaysCutOff() {
        run.fails(true, pageSeven(99, UnrulyAnswersTest::cutOff), "page 7 of GET", "broke off", "tried 3 times");
    }

    @Test
    void anAnswerThatIsAlwaysShort() {
        run.fails(true, pageSeven(99, UnrulyAnswersTest::shortened), "page 7 of GET", "ends early, at byte 300");
    }

    @Test
    void anAnswerWithoutAByte() {
        run.fails(true, pageSeven(99, asked -> Reply.json("")), "page 7 of GET", "is empty where JSON was expected");
    }

    @Test
    void anAnswerThatIsCutOffInTheMiddleOfItsChunks() {
        try (RawServer raw = RawServer.start((target, out) -> {
            int page = Integer.parseInt(target.replaceFirst(".*page=", "").replaceFirst("/.*", "1"));
            byte[] json = run.api.orders().page(page).json().getBytes(StandardCharsets.UTF_8);
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n".getBytes());
            out.write((Integer.toHexString(json.length) + "\r\n").getBytes());
            out.write(json, 0, page == 7 ? 300 : json.length);
            out.write(page == 7 ? new byte[0] : "\r\n0\r\n\r\n".getBytes());
        })) {
            run.reads(raw.url("/orders"), Unruly.CURSOR);
            run.failsAndHeals(
                    true,
                    () -> run.reads(run.api.url(), Unruly.CURSOR),
                    "page 7 of GET",
                    "broke off: TruncatedChunkException",
                    "tried 3 times");
        }
    }

    private static byte[] packed(Asked asked) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(asked.answer().json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Reply gzip(byte[] bytes) {
        return Reply.of(200, bytes).header("Content-Type", "application/json").header("Content-Encoding", "gzip");
    }

    @Test
    void packedAnswers() {
        run.succeeds(asked -> gzip(packed(asked)));

        assertThat(run.api.requests().get(0).header("Accept-Encoding").orElse(""))
                .contains("gzip");
    }

    @Test
    void aPackedAnswerThatIsCutOff() {
        run.fails(
                true,
                pageSeven(99, asked -> {
                    byte[] whole = packed(asked);
                    return gzip(Arrays.copyOf(whole, whole.length / 2));
                }),
                "page 7 of GET",
                "broke off: EOFException",
                "tried 3 times");
    }

    @Test
    void aPackedAnswerWithoutItsChecksum() {
        run.fails(
                true,
                pageSeven(99, asked -> {
                    byte[] whole = packed(asked);
                    return gzip(Arrays.copyOf(whole, whole.length - 8));
                }),
                "page 7 of GET",
                "broke off: EOFException");
    }

    @Test
    void aPackedAnswerThatIsDamaged() {
        run.fails(
                true,
                pageSeven(99, asked -> {
                    byte[] whole = packed(asked);
                    whole[whole.length - 6] ^= 1;
                    return gzip(whole);
                }),
                "page 7 of GET",
                "broke off: ZipException");
    }

    @Test
    void anAnswerThatIsSaidToBePackedAndIsNot() {
        run.fails(
                true,
                pageSeven(99, asked -> gzip(asked.answer().json().getBytes(StandardCharsets.UTF_8))),
                "page 7 of GET",
                "broke off: ZipException");
    }
}
