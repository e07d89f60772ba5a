package io.wadi.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Head;
import io.wadi.model.Hints;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Refresh;
import io.wadi.model.SystemColumns;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTextTest {
    private static final Identity IDENTITY = new Identity(
            "pipe \"line\"",
            "source",
            "input ü\n",
            "dataset",
            "duckdb:///tmp/x.duckdb",
            "1795300325.574681",
            Instant.parse("2026-11-21T22:32:05.574681Z"),
            "00112233445566778899aabbccddeeff",
            "key-1");

    @TempDir
    Path directory;

    @Test
    void everythingComesBack() throws IOException {
        assertThat(again(full())).isEqualTo(full());
    }

    @ParameterizedTest
    @EnumSource(PackageState.class)
    void aPackageThatHasJustBegunComesBackInEveryState(PackageState state) throws IOException {
        Manifest begun = Manifest.begin(IDENTITY, Base.NONE).in(state);

        assertThat(again(begun)).isEqualTo(begun);
    }

    @ParameterizedTest
    @EnumSource(WriteDisposition.class)
    void everyDispositionComesBack(WriteDisposition disposition) throws IOException {
        Hints none = Hints.NONE;
        Hints hints = none.with(Writing.of(disposition));
        Manifest manifest = Manifest.begin(IDENTITY, Base.NONE)
                .extracted(List.of(new Extracted("r", hints, "1-r.journal", 0, 0, "crc32c:0")), Optional.empty());

        assertThat(again(manifest)).isEqualTo(manifest);
    }

    @Test
    void hintedColumnsKeepTheirOrder() throws IOException {
        assertThat(again(full()).resources().get(0).hints().columns().keySet())
                .containsExactlyElementsOf(
                        full().resources().get(0).hints().columns().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"version\" : 2=\"version\" : 1",
                "\"state\" : \"normalised\"=\"state\" : \"elsewhere\"",
                "2026-11-21T22:32:05.574681Z=yesterday",
                "00112233445566778899aabbccddeeff=0011",
                "\"strategy\" : \"SCD2\"=\"strategy\" : \"SHUFFLE\"",
                "\"disposition\" : \"MERGE\"=\"disposition\" : \"SHUFFLE\"",
                "\"resources\"=\"sources\"",
                "\"load_id\"=\"loadid\"",
                "\"rows\" : 7=\"rows\" : -",
            })
    void aManifestThatCannotBeOneIsExplained(String change) throws IOException {
        String[] fromTo = change.split("=");
        String text = new String(ManifestText.write(full()), StandardCharsets.UTF_8);
        assertThat(text).contains(fromTo[0]);
        Files.writeString(directory.resolve("manifest.json"), text.replace(fromTo[0], fromTo[1]));

        assertThatThrownBy(() -> PackageDirectory.open(directory))
                .isInstanceOfSatisfying(TerminalFailure.class, failure -> {
                    assertThat(failure).hasMessageContaining(directory.toString());
                    assertThat(failure.explanation().fix()).isPresent();
                });
    }

    @Test
    void aManifestThatWasCutIsExplained() throws IOException {
        byte[] whole = ManifestText.write(full());
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(directory.resolve("manifest.json"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> PackageDirectory.open(directory)).isInstanceOf(TerminalFailure.class);
        }
    }

    private static Manifest again(Manifest manifest) throws IOException {
        return ManifestText.read(ManifestText.write(manifest));
    }

    private static Manifest full() {
        Map<String, ColumnHint> columns = new LinkedHashMap<>();
        for (DataType type : DataType.values()) {
            columns.put(
                    "z" + (20 - columns.size()) + " " + type,
                    new ColumnHint(
                            Optional.of(type),
                            Optional.of(columns.size() % 2 == 0),
                            OptionalInt.of(38),
                            OptionalInt.of(9),
                            Set.of(ColumnRole.values())));
        }
        columns.put("says nothing", ColumnHint.NONE);
        Hints hints = Hints.NONE
                .withTable(Optional.of("Table"))
                .with(Writing.merge(MergeStrategy.SCD2))
                .withKeys(List.of("id", "größe"), List.of("day"))
                .withColumns(columns)
                .withMaxNesting(OptionalInt.of(3))
                .with(new SystemColumns(true, true, true));
        List<Extracted> resources = new ArrayList<>();
        resources.add(new Extracted("orders", hints, "1-orders.journal", 3, 1_000_000_000_000L, "crc32c:00000001"));
        resources.add(new Extracted("Ünïcode", Hints.NONE, "2-x.journal", 0, 0, "crc32c:00000000"));
        return Manifest.begin(
                        IDENTITY,
                        new Base(new Head("1.5", 7), Optional.of("c3RhdGU="), Optional.of("{\"name\":\"s\"}"), 4),
                        new Clearing(Optional.of(Refresh.DROP_DATA), List.of("orders"), List.of("orders", "orders__x")))
                .extracted(resources, Optional.of(new Versioned(8, "dGV4dA==", "hash=")))
                .normalised(
                        new Versioned(5, "{\"tables\":{}}", "hash/+"),
                        List.of(
                                new StoredPart("t.00001.part", "t", 4, 7, 1, 1L << 40, "crc32c:ffffffff"),
                                new StoredPart("t.00002.part", "t", 5, 1L << 40, 50, 3, "crc32c:00000000")));
    }
}
