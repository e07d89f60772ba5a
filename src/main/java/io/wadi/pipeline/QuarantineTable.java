package io.wadi.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.load.SetAsideRow;
import io.wadi.model.ColumnHint;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Resource;
import io.wadi.model.SchemaContract;
import io.wadi.normalise.Quarantined;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Records that were set aside, on their way to a table of their own: it is one of the package, so they come with the rest. */
final class QuarantineTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QuarantineTable() {}

    /** They are told of like any other resource. */
    static Resource resource() {
        return new Resource(Quarantined.TABLE, hints(), extraction -> {
            throw new IllegalStateException("these come with others");
        });
    }

    /** Says of rows that their records were tried again, in the load that brings what became of them. */
    static Resource retried(List<SetAsideRow> rows) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (SetAsideRow row : rows) {
            ObjectNode node =
                    JSON.createObjectNode().put("resource", row.resource()).put("retried", row.id());
            lines.writeBytes((node + "\n").getBytes(StandardCharsets.UTF_8));
        }
        JsonPage page = JsonPage.of(lines.toByteArray(), rows.size(), new Origin("quarantine", "record", 1));
        return new Resource(Quarantined.TABLE + "_retried", hints(), extraction -> new ReadyPages(List.of(page)));
    }

    private static Hints hints() {
        Map<String, ColumnHint> columns = new LinkedHashMap<>();
        for (String text : List.of("resource", "reason", "place", "record")) {
            columns.put(text, hint(DataType.TEXT));
        }
        columns.put("number", hint(DataType.BIGINT));
        return Hints.NONE
                .withTable(Optional.of(Quarantined.TABLE))
                .withColumns(columns)
                .withContracts(Optional.of(SchemaContract.EVOLVE), Optional.empty());
    }

    private static ColumnHint hint(DataType type) {
        return new ColumnHint(Optional.of(type), Optional.of(true), OptionalInt.empty(), OptionalInt.empty());
    }

    static JsonPage page(List<Quarantined> all) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Quarantined one : all) {
            ObjectNode node = JSON.createObjectNode()
                    .put("resource", one.resource())
                    .put("reason", one.reason())
                    .put("place", one.place())
                    .put("number", one.number())
                    .put("record", one.record());
            lines.writeBytes((node + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return JsonPage.of(lines.toByteArray(), all.size(), new Origin("quarantine", "record", 1));
    }
}
