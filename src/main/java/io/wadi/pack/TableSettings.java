package io.wadi.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.ColumnRole;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.SchemaContract;
import io.wadi.model.SchemaContract.Entity;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.model.Table;
import java.util.Optional;

/** What a stored schema says of a table's merges and its contract, under dlt's names for it (contract 4.2 to 4.5, 7). */
final class TableSettings {
    private static final String STRATEGY = "x-merge-strategy";
    private static final String SOURCE_FILTER = "x-merge-source-filter";
    private static final String SCOPE = "x-merge-destination-scope";
    private static final String DEDUPLICATED = "x-stage-data-deduplicated";
    private static final String SKIP_UNCHANGED = "x-merge-skip-unchanged-rows";
    private static final String BOUNDARY = "x-boundary-timestamp";
    /** dlt keeps it with the column that it is written to. */
    private static final String ACTIVE = "x-active-record-timestamp";

    private static final String CONTRACT = "schema_contract";

    private TableSettings() {}

    static MergeSettings merge(JsonNode table) {
        Optional<String> active = Optional.empty();
        for (JsonNode column : table.path("columns")) {
            active = active.or(() -> text(column, ACTIVE));
        }
        return new MergeSettings(
                text(table, STRATEGY).flatMap(MergeStrategy::of),
                text(table, SOURCE_FILTER),
                text(table, SCOPE),
                table.path(DEDUPLICATED).asBoolean(),
                table.path(SKIP_UNCHANGED).asBoolean(),
                active,
                text(table, BOUNDARY));
    }

    static void write(ObjectNode node, Table table) {
        MergeSettings merge = table.merge();
        merge.strategy().ifPresent(s -> node.put(STRATEGY, s.word()));
        merge.sourceFilter().ifPresent(sql -> node.put(SOURCE_FILTER, sql));
        merge.destinationScope().ifPresent(sql -> node.put(SCOPE, sql));
        if (merge.deduplicated()) {
            node.put(DEDUPLICATED, true);
        }
        if (merge.skipUnchanged()) {
            node.put(SKIP_UNCHANGED, true);
        }
        merge.boundary().ifPresent(time -> node.put(BOUNDARY, time));
        merge.activeUntil()
                .ifPresent(time -> table.columns().stream()
                        .filter(c -> c.roles().contains(ColumnRole.VALID_TO))
                        .forEach(c -> ((ObjectNode) node.path("columns").path(c.name())).put(ACTIVE, time)));
        table.contract().ifPresent(contract -> {
            ObjectNode modes = node.putObject(CONTRACT);
            modes.put(Entity.TABLES.word(), contract.tables().word());
            modes.put(Entity.COLUMNS.word(), contract.columns().word());
            modes.put(Entity.DATA_TYPE.word(), contract.dataType().word());
        });
    }

    /** One word for all, or a word for each; what is not said evolves. */
    static Optional<SchemaContract> contract(JsonNode table) {
        JsonNode contract = table.path(CONTRACT);
        if (contract.isTextual()) {
            return Mode.of(contract.asText()).map(SchemaContract::all);
        }
        return contract.isObject()
                ? Optional.of(new SchemaContract(
                        mode(contract, Entity.TABLES),
                        mode(contract, Entity.COLUMNS),
                        mode(contract, Entity.DATA_TYPE)))
                : Optional.empty();
    }

    private static Mode mode(JsonNode contract, Entity entity) {
        return text(contract, entity.word()).flatMap(Mode::of).orElse(Mode.EVOLVE);
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
    }
}
