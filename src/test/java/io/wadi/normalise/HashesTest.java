package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wadi.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashesTest {
    private final RowIds ids = new RowIds();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] id) {
        return new String(id, StandardCharsets.US_ASCII);
    }

    private static String sorted(String json) {
        byte[] utf8 = utf8(json);
        return CanonicalJson.sorted(utf8, 0, utf8.length);
    }

    /** Computed by dlt 1.31.0. */
    @Test
    void typedValuesAreHashedAsDltStoresThem() {
        Map<String, Value> row = Map.ofEntries(
                Map.entry("dec", new Value.Decimal(new BigDecimal("1.50"))),
                Map.entry("ts", new Value.Timestamp(1_705_314_030_123_456L)),
                Map.entry("day", new Value.Date(19_737)),
                Map.entry("bin", new Value.Binary(utf8("hi"))),
                Map.entry("wei", new Value.Wei(BigInteger.valueOf(7))),
                Map.entry("time", new Value.Time(37_230_000_000L)),
                Map.entry("f", new Value.Real(1)),
                Map.entry("t", new Value.Text("x")),
                Map.entry("b", new Value.Bool(true)),
                Map.entry("i", Value.whole(BigInteger.TWO.pow(63))),
                Map.entry("j", new Value.Json("{\"b\":1,\"a\":[1.5]}")));
        Map<String, String> stored = new HashMap<>();
        Map<String, String> remembered = new HashMap<>();
        row.forEach((name, value) -> {
            stored.put(name, TypedJson.stored(value));
            remembered.put(name, TypedJson.remembered(value));
        });
        byte[] id = new byte[RowIds.LENGTH];
        ids.key(stored, id, 0);
        assertThat(text(id)).isEqualTo("aICdiQGqBZ5k2w");
        assertThat(ids.dedup(sorted(CanonicalJson.object(remembered)))).isEqualTo("g6BXkPSdmbS1");
        assertThat(ids.dedup("[" + remembered.get("ts") + "]")).isEqualTo("IY/v6EWg3fnK");
    }

    /** NIST's examples for FIPS 202, and Python's hashlib at the edges of a block of 168 bytes. */
    @ParameterizedTest
    @CsvSource({
        "0, 7f9c2ba4e88f827d616045507605853e",
        "166, f0085892a56cab97edd2646730a6725f",
        "167, e783d770f81839ef4c1584c25275d851",
        "168, 4d24ec06f7d2b3a71ca0a1b0f3ac5ce9",
        "200, 131ab8d2b594946b9c81333f9bb6e0ce",
        "335, c54c3b3221d64a8928d72c6aef50c2f3",
        "336, 12e289f41e09009cb113d656ace960fa"
    })
    void shake128OfBytesA3(int length, String hex) {
        byte[] in = new byte[length];
        Arrays.fill(in, (byte) 0xa3);
        byte[] out = new byte[16];
        new Shake128().hash(in, 0, length, out);
        assertThat(HexFormat.of().formatHex(out)).isEqualTo(hex);
    }

    @Test
    void shake128GivesAnyLengthAndForgetsWhatItHashed() {
        Shake128 shake = new Shake128();
        shake.hash(new byte[500], 0, 500, new byte[1]);
        byte[] out = new byte[400];
        shake.hash(new byte[] {9, 'a', 'b', 'c', 9}, 1, 4, out);
        assertThat(HexFormat.of().formatHex(out, 0, 32))
                .isEqualTo("5881092dd818bf5cf8a3ddb793fbcba74097d5c526a6d35f97b83351940f2cc8");
        assertThat(HexFormat.of().formatHex(out, 384, 400)).isEqualTo("6ee173e30bd4d08f2bc59c6114bdd745");
    }

    @Test
    void anIdIsWrittenWhereItIsWanted() {
        byte[] parent = utf8("??Y/rZaaMjGlz53Q??");
        byte[] out = utf8("....................");
        ids.nested(parent, 2, 14, utf8("items__k"), 0, out, 3);
        assertThat(text(out)).isEqualTo("...GzCBnMH2zVj+XA...");
    }

    @ParameterizedTest
    @CsvSource({"9, KYoooxd9boD8TQ", "10, wwUkr6cvLPnIGA", "9223372036854775807, cPeT+FYqzwfNMQ"})
    void aNestedIdHashesItsIndexInDecimal(long index, String id) {
        byte[] out = new byte[RowIds.LENGTH];
        ids.nested(utf8("p"), 0, 1, utf8("t".repeat(300)), index, out, 0);
        assertThat(text(out)).isEqualTo(id);
    }

    @Test
    void rootIdsAreTheSameForTheSamePackageAndElseDiffer() {
        byte[] seed = new byte[16];
        Set<String> seen = new HashSet<>();
        for (RowIds.Roots roots : new RowIds.Roots[] {
            RowIds.roots(seed, "a"), RowIds.roots(seed, "b"), RowIds.roots(utf8("0123456789abcdef"), "a")
        }) {
            for (int i = 0; i < 10_000; i++) {
                seen.add(rootId(roots, i, 0));
                seen.add(rootId(roots, i, 1));
            }
        }
        assertThat(seen).hasSize(60_000).allMatch(id -> id.matches("[A-Za-z0-9+/]{13}[AQgw]"));
        assertThat(rootId(RowIds.roots(seed, "a"), 5, 1)).isEqualTo("/VqWOHC9c0grOQ");
    }

    private static String rootId(RowIds.Roots roots, long ordinal, int row) {
        byte[] id = new byte[RowIds.LENGTH];
        roots.id(ordinal, row, id);
        return text(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\": 1, \"a\": {\"d\": null, \"c\": [true, {}]}} | {\"a\":{\"c\":[true,{}],\"d\":null},\"b\":1}",
                "{\"\ud83d\ude00\": 1, \"\uffff\": 2, \"\": 3}       | {\"\":3,\"\uffff\":2,\"\ud83d\ude00\":1}",
                "{\"ab\": 1, \"a\": 2, \"A\": 3}                     | {\"A\":3,\"a\":2,\"ab\":1}",
                "[1e400, -1e400]                                     | [null,null]",
                "123456789012345678901234567890                      | 123456789012345678901234567890",
                "1e-6                                                | 1e-6",
                "0.00001                                             | 0.00001",
                "1e16                                                | 1e+16"
            })
    void jsonIsHashedAsOrjsonWritesIt(String json, String canonical) {
        assertThat(sorted(json)).isEqualTo(canonical);
    }

    @Test
    void whatIsNotOneJsonValueIsNotHashed() {
        assertThatIllegalArgumentException().isThrownBy(() -> sorted("{"));
        assertThatIllegalArgumentException().isThrownBy(() -> sorted("1 2"));
        assertThatIllegalArgumentException().isThrownBy(() -> sorted(""));
    }

    @Test
    void onlyTheRecordsOwnSystemKeysAreLeftOutOfItsHash() {
        byte[] row = utf8("{\"_dlt_id\":{\"a\":[1]},\"x\":{\"_dlt_id\":1},\"_dltx\":2,\"a_dlt\":3}");
        assertThat(CanonicalJson.row(row, 0, row.length)).isEqualTo("{\"a_dlt\":3,\"x\":{\"_dlt_id\":1}}");
    }
}
