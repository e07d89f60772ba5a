package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void theStrongestSaysEachOption() {
        Layers layers = Layers.of(List.of(said("own", "a", "1", "b", "1")))
                .over(said("source", "a", "2", "c", "2"))
                .under("r", List.of(said("run", "resource.r.b", "3", "resource.q.a", "9"), said("pipeline", "b", "4")));

        assertThat(shown(layers)).isEqualTo(Map.of("a", "1 own", "b", "3 run", "c", "2 source"));
        assertThat(layers.all("b")).extracting(Said::from).containsExactly("run", "pipeline", "own");
        assertThat(layers.all("b").get(0).option()).isEqualTo("resource.r.b");
    }

    @Test
    void ofOnePartyWhatIsSaidOfOneResourceIsStronger() {
        Layers layers = Layers.NONE.under("r", List.of(said("run", "a", "1", "resource.r.a", "2")));

        assertThat(shown(layers)).isEqualTo(Map.of("a", "2 run"));
    }

    @Test
    void aWordForAContractEndsTheWeakerWordsForItsPartsOnly() {
        Layers layers = Layers.of(List.of(
                said("own", "contract", "evolve", "contract.columns", "freeze"),
                said("source", "contract.tables", "freeze", "contract", "discard_row")));

        assertThat(shown(layers)).isEqualTo(Map.of("contract", "evolve own", "contract.columns", "freeze own"));
    }

    @Test
    void anotherDispositionOrStrategyEndsTheOptionsOfTheOldOne() {
        Map<String, Said> own = said(
                "own",
                "writeDisposition",
                "merge",
                "mergeStrategy",
                "scd2",
                "merge.rowVersion",
                "v",
                "scd2.validTo",
                "t");

        assertThat(shown(Layers.of(List.of(said("run", "writeDisposition", "append"), own))))
                .isEqualTo(Map.of("writeDisposition", "append run"));
        assertThat(shown(Layers.of(List.of(said("run", "mergeStrategy", "upsert"), own))))
                .isEqualTo(Map.of(
                        "writeDisposition", "merge own",
                        "mergeStrategy", "upsert run",
                        "merge.rowVersion", "v own"));
        assertThat(shown(Layers.of(List.of(
                        said("run", "writeDisposition", "append"),
                        said("own", "writeDisposition", "replace", "onEmpty", "keep")))))
                .isEqualTo(Map.of("writeDisposition", "append run"));
    }

    private static Map<String, Said> said(String from, String... optionsAndValues) {
        Map<String, Said> said = new LinkedHashMap<>();
        for (int i = 0; i < optionsAndValues.length; i += 2) {
            said.put(optionsAndValues[i], new Said(optionsAndValues[i], optionsAndValues[i + 1], from));
        }
        return said;
    }

    private static Map<String, String> shown(Layers layers) {
        return layers.inForce().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> e.getValue().value() + " " + e.getValue().from()));
    }
}
