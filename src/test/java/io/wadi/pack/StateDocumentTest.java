package io.wadi.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.model.Base;
import io.wadi.model.CursorState;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.PipelineState;
import io.wadi.model.PipelineState.Key;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDocumentTest {
    private static final Key KEY = new Key("shop", "orders", "updated_at");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void cursorsOfEveryTypeComeBack() {
        List<Value> values = List.of(
                new Value.Whole(-5),
                Value.whole(BigInteger.TEN.pow(30)),
                new Value.Real(1e-7),
                new Value.Bool(true),
                new Value.Text("2026-01-01T00:00:00Z"),
                new Value.Timestamp(1_767_225_600_000_001L),
                new Value.Timestamp(-1),
                new Value.Date(20_454),
                new Value.Decimal(new BigDecimal("1.50")));
        for (Value value : values) {
            CursorState cursor = new CursorState(
                    Optional.empty(),
                    Optional.of(value),
                    Optional.of(value),
                    Map.of("hash one", value, "hash two", value));
            PipelineState state = PipelineState.EMPTY.with(KEY, cursor);

            assertThat(read(write(Base.NONE, state)).cursors()).as("%s", value).isEqualTo(state);
        }
    }

    @Test
    void hashesWithinALagKeepTheirOwnValues() {
        CursorState cursor = new CursorState(
                Optional.of(new Value.Whole(0)),
                Optional.of(new Value.Whole(9)),
                Optional.of(new Value.Whole(5)),
                Map.of("at the end", new Value.Whole(9), "before", new Value.Whole(8)));
        Versioned written = write(Base.NONE, PipelineState.EMPTY.with(KEY, cursor));

        assertThat(read(written).cursors().cursor(KEY)).isEqualTo(cursor);
        assertThat(json(written.text()).at("/sources/shop/resources/orders/incremental/updated_at/unique_hashes"))
                .as("dlt sees those of the last value")
                .hasToString("[\"at the end\"]");

        CursorState without = new CursorState(cursor.initial(), cursor.last(), cursor.start(), Map.of());
        assertThat(read(write(base(written), PipelineState.EMPTY.with(KEY, without)))
                        .cursors()
                        .cursor(KEY))
                .isEqualTo(without);
    }

    @Test
    void theVersionGrowsWithAChangeAndNotWithoutOne() {
        PipelineState state = PipelineState.EMPTY.with(KEY, at(1));
        Versioned first = write(Base.NONE, state);
        assertThat(first.version()).isEqualTo(1);
        assertThat(with(base(first), state)).isEmpty();

        Versioned second = write(base(first), state.with(KEY, at(2)));
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.hash()).isNotEqualTo(first.hash());

        Versioned third = write(base(second), PipelineState.EMPTY);
        assertThat(third.version()).isEqualTo(3);
        assertThat(read(third).cursors()).isEqualTo(PipelineState.EMPTY);
    }

    @Test
    void anotherSourceIsAddedToTheSchemas() {
        Versioned first = write(Base.NONE, PipelineState.EMPTY);
        Versioned second = StateDocument.read(base(first))
                .with(PipelineState.EMPTY, "p", "d", "second", "duckdb")
                .orElseThrow();

        assertThat(json(second.text()).get("schema_names")).hasToString("[\"shop\",\"second\"]");
    }

    @Test
    void dltsCursorsAreRead() {
        CursorState number = cursor(TakenOver.INCREMENTAL_APPEND_INT, "seq");
        assertThat(number)
                .isEqualTo(new CursorState(
                        Optional.of(new Value.Whole(0)),
                        Optional.of(new Value.Whole(80)),
                        Optional.of(new Value.Whole(50)),
                        Map.of("sZpgV42LsXDt", new Value.Whole(80))));
        CursorState text = cursor(TakenOver.INCREMENTAL_MERGE, "updated_at");
        assertThat(text.last()).contains(new Value.Text("2026-01-03T10:00:00Z"));
        assertThat(text.hashes()).containsOnlyKeys("Tp44cKMYfAuJ", "Cn/dwi436vBb");
        assertThat(StateDocument.read(TakenOver.REPLACE_NESTED.base()).cursors())
                .isEqualTo(PipelineState.EMPTY);
    }

    private static CursorState cursor(TakenOver taken, String path) {
        return StateDocument.read(taken.base()).cursors().cursor(new Key(TakenOver.SOURCE, "items", path));
    }

    /** Which also shows that the hash is made as dlt makes it. */
    @ParameterizedTest
    @EnumSource(TakenOver.class)
    void dltsStateStaysAsItIsUntilACursorMoves(TakenOver taken) {
        StateDocument document = StateDocument.read(taken.base());
        PipelineState cursors = document.cursors();

        assertThat(document.with(cursors, taken.pipeline(), TakenOver.DATASET, TakenOver.SOURCE, "duckdb"))
                .isEmpty();

        Versioned moved = document.with(
                        cursors.with(new Key(TakenOver.SOURCE, "items", "seq"), at(99)),
                        taken.pipeline(),
                        TakenOver.DATASET,
                        TakenOver.SOURCE,
                        "duckdb")
                .orElseThrow();
        assertThat(moved.version()).isEqualTo(taken.base().head().stateVersion() + 1);
    }

    @Test
    void whatIsNotKnownInTheStateStaysAsItWas() {
        String unknown = """
                {"_state_version":7,"_state_engine_version":4,"_version_hash":"x","pipeline_name":"p",
                 "schema_names":["older"],"later":{"b":[1.50,null,"\\uf0271"]},
                 "sources":{
                   "older":{"mine":1,"resources":{"r":{"incremental":{"t":{"last_value":["list"],"odd":true}},"k":"v"}}},
                   "shop":{"resources":{
                     "kept":{"incremental":{"id":{"initial_value":null,"last_value":5,"start_value":null,
                        "unique_hashes":["h"],"later":{"x":1}}}},
                     "orders":{"own":[2],"incremental":{"updated_at":{"last_value":1,"later":"stays"}}}}}}}
                """;
        Base base = new Base(new Head("1.0", 7), Optional.of(deflated(unknown)), Optional.empty(), 0);
        StateDocument document = StateDocument.read(base);

        Versioned written = document.with(document.cursors().with(KEY, at(2)), "p", "d", "shop", "duckdb")
                .orElseThrow();

        JsonNode before = json(base.state().orElseThrow());
        JsonNode after = json(written.text());
        assertThat(written.version()).isEqualTo(8);
        assertThat(after.get("later")).isEqualTo(before.get("later"));
        for (String path :
                List.of("/sources/older", "/sources/shop/resources/kept", "/sources/shop/resources/orders/own")) {
            assertThat(after.at(path)).as(path).isEqualTo(before.at(path));
        }
        JsonNode moved = after.at("/sources/shop/resources/orders/incremental/updated_at");
        assertThat(moved.path("last_value").asInt()).isEqualTo(2);
        assertThat(moved.path("later").asText()).isEqualTo("stays");
        assertThat(after.get("schema_names")).hasToString("[\"older\",\"shop\"]");
    }

    @Test
    void aTimeWithoutAZoneIsUtc() {
        assertThat(readValue("\uf0272026-01-01T00:00:00.5")).contains(new Value.Timestamp(1_767_225_600_500_000L));
        assertThat(readValue("\uf0272026-01-01T02:00:00+02:00")).contains(new Value.Timestamp(1_767_225_600_000_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "cnViYmlzaA==",
                "",
                "eJw=",
            })
    void aTextThatIsNoStateIsExplained(String text) {
        Base base = new Base(new Head("1.0", 1), Optional.of(text), Optional.empty(), 0);

        assertExplained(() -> StateDocument.read(base));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{"})
    void jsonThatIsNoStateIsExplained(String json) {
        Base base = new Base(new Head("1.0", 1), Optional.of(deflated(json)), Optional.empty(), 0);

        assertExplained(() -> StateDocument.read(base));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uf027yesterday", "\uf0282026-02-30", "\uf026one"})
    void aCursorThatCannotBeReadIsExplained(String value) {
        assertExplained(() -> readValue(value));
    }

    private static void assertExplained(Runnable reading) {
        assertThatThrownBy(reading::run).isInstanceOfSatisfying(TerminalFailure.class, failure -> {
            assertThat(failure.explanation().at()).contains("_dlt_pipeline_state");
            assertThat(failure.explanation().fix()).isPresent();
        });
    }

    private static Optional<Value> readValue(String text) {
        String json = JSON.createObjectNode()
                .set(
                        "sources",
                        JSON.valueToTree(Map.of(
                                "shop",
                                Map.of(
                                        "resources",
                                        Map.of(
                                                "orders",
                                                Map.of(
                                                        "incremental",
                                                        Map.of("updated_at", Map.of("last_value", text))))))))
                .toString();
        Base base = new Base(new Head("1.0", 1), Optional.of(deflated(json)), Optional.empty(), 0);
        return StateDocument.read(base).cursors().cursor(KEY).last();
    }

    private static CursorState at(long value) {
        return new CursorState(Optional.empty(), Optional.of(new Value.Whole(value)), Optional.empty(), Map.of());
    }

    private static Optional<Versioned> with(Base base, PipelineState state) {
        return StateDocument.read(base).with(state, "p", "d", "shop", "duckdb");
    }

    private static Versioned write(Base base, PipelineState state) {
        return with(base, state).orElseThrow();
    }

    private static StateDocument read(Versioned written) {
        return StateDocument.read(base(written));
    }

    private static Base base(Versioned written) {
        return new Base(new Head("1.0", written.version()), Optional.of(written.text()), Optional.empty(), 0);
    }

    private static JsonNode json(String state) {
        byte[] zlib = Base64.getDecoder().decode(state);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(zlib))) {
            return JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String deflated(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(bytes)) {
            zlib.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
