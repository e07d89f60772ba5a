package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.OnEmpty;
import io.wadi.model.SchemaContract;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A case's words for write dispositions and contracts as ours. */
final class GoldenWriting {
    private GoldenWriting() {}

    /** @param said the disposition, or an object with it and the options of its strategy */
    static Writing of(JsonNode said) {
        String word = said.isObject() ? said.path("disposition").asText() : said.asText("append");
        WriteDisposition disposition = WriteDisposition.of(word)
                .orElseThrow(() -> new ConfigurationFailure(Explanation.of("write disposition " + word)));
        return new Writing(
                disposition,
                new MergeSettings(
                        text(said, "strategy").flatMap(MergeStrategy::of),
                        text(said, "source_filter"),
                        text(said, "destination_scope"),
                        said.path("deduplicated").asBoolean(),
                        said.path("skip_unchanged_rows").asBoolean(),
                        text(said, "active_record_timestamp"),
                        text(said, "boundary_timestamp")),
                OnEmpty.REPLACE);
    }

    /** The columns to which an option of the strategy gives a meaning. */
    static Map<String, ColumnHint> columns(JsonNode said) {
        Map<String, ColumnHint> columns = new LinkedHashMap<>();
        JsonNode validity = said.path("validity_column_names");
        if (validity.isArray()) {
            columns.put(validity.get(0).asText(), validity(ColumnRole.VALID_FROM));
            columns.put(validity.get(1).asText(), validity(ColumnRole.VALID_TO));
        }
        text(said, "row_version_column_name")
                .ifPresent(name -> columns.put(name, ColumnHint.NONE.with(Set.of(ColumnRole.ROW_VERSION))));
        return columns;
    }

    private static ColumnHint validity(ColumnRole role) {
        return new ColumnHint(
                Optional.of(DataType.TIMESTAMP),
                Optional.of(true),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(role));
    }

    /** One word for all entities, or an object with a word for some. */
    static Optional<SchemaContract> contract(JsonNode said) {
        if (said.isTextual()) {
            return Mode.of(said.asText()).map(SchemaContract::all);
        }
        return said.isObject()
                ? Optional.of(new SchemaContract(mode(said, "tables"), mode(said, "columns"), mode(said, "data_type")))
                : Optional.empty();
    }

    private static Mode mode(JsonNode said, String entity) {
        return text(said, entity).flatMap(Mode::of).orElse(Mode.EVOLVE);
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
    }
}
