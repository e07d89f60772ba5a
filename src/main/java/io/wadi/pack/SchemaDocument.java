package io.wadi.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.disk.OwnJson;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A schema as dlt stores it in {@code _dlt_version.schema} (contract section 5), and back. */
public final class SchemaDocument {
    /** {@code _dlt_version.engine_version} of dlt 1.31. */
    private static final int ENGINE_VERSION = 11;

    private static final String NORMALISER = "x-normalizer";
    private static final String MAX_NESTING = "max_nesting";
    private static final String SEEN_DATA = "seen-data";
    private static final String HASH = "version_hash";

    private static final String DEDUP_SORT = "dedup_sort";
    private static final String NULLABLE = "nullable";
    private static final String PRECISION = "precision";
    private static final String SCALE = "scale";
    private static final String DESC = "desc";
    private static final String TIMEZONE = "timezone";
    private static final Map<ColumnRole, String> FLAGS = new EnumMap<>(Map.of(
            ColumnRole.PRIMARY_KEY, "primary_key",
            ColumnRole.MERGE_KEY, "merge_key",
            ColumnRole.HARD_DELETE, "hard_delete",
            ColumnRole.ROW_VERSION, "x-row-version",
            ColumnRole.VALID_FROM, "x-valid-from",
            ColumnRole.VALID_TO, "x-valid-to",
            ColumnRole.INCREMENTAL, "incremental",
            ColumnRole.CLUSTER, "cluster"));

    private static final ObjectMapper JSON = OwnJson.mapper().build();

    private SchemaDocument() {}

    /** The schema of the base; empty where the destination has none. */
    public static Schema read(String name, Base base) {
        return base.schema().map(text -> read(name, text)).orElse(Schema.empty(name));
    }

    /** The schema of the base without the tables that a load drops. */
    public static Schema read(String name, Base base, Clearing clearing) {
        return read(name, base).without(clearing.dropped());
    }

    static Schema read(String name, String text) {
        try {
            Map<String, Table> parentsFirst = new LinkedHashMap<>();
            JsonNode tables = JSON.readTree(text).path("tables");
            for (Map.Entry<String, JsonNode> table : tables.properties()) {
                add(table.getKey(), tables, parentsFirst);
            }
            return new Schema(name, new ArrayList<>(parentsFirst.values()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new TerminalFailure(
                    Explanation.of("the schema stored at the destination cannot be read: " + e.getMessage())
                            .at("_dlt_version, schema " + name)
                            .fix("restore that row from a backup, or load into another dataset"),
                    e);
        }
    }

    private static void add(String name, JsonNode tables, Map<String, Table> into) {
        JsonNode table = tables.path(name);
        if (into.containsKey(name) || name.startsWith("_dlt_") || !table.isObject()) {
            return;
        }
        Optional<String> parent = text(table, "parent");
        parent.ifPresent(p -> add(p, tables, into));
        List<Column> columns = new ArrayList<>();
        Map<String, ColumnHint> hints = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> stored : table.path("columns").properties()) {
            Optional<Column> column = column(stored.getKey(), stored.getValue());
            column.ifPresent(columns::add);
            if (column.isEmpty()) {
                hints.put(stored.getKey(), hint(stored.getValue()));
            }
        }
        Optional<Table> above = parent.map(into::get);
        into.put(
                name,
                new Table(
                        name,
                        parent,
                        text(table, "resource")
                                .or(() -> above.map(Table::resource))
                                .orElse(name),
                        text(table, "write_disposition")
                                .flatMap(WriteDisposition::of)
                                .or(() -> above.map(Table::disposition))
                                .orElse(WriteDisposition.APPEND),
                        TableSettings.merge(table),
                        TableSettings.contract(table),
                        number(table.path(NORMALISER), MAX_NESTING),
                        columns,
                        hints,
                        table.path(NORMALISER).path(SEEN_DATA).asBoolean()));
    }

    private static ColumnHint hint(JsonNode column) {
        return new ColumnHint(
                Optional.empty(),
                flag(column, NULLABLE),
                number(column, PRECISION),
                number(column, SCALE),
                roles(column),
                flag(column, TIMEZONE));
    }

    private static Optional<Boolean> flag(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.get(key).asBoolean()) : Optional.empty();
    }

    /** A column hinted without a type is none yet. */
    private static Optional<Column> column(String name, JsonNode column) {
        Optional<DataType> type = text(column, "data_type").flatMap(DataType::of);
        return type.map(t -> new Column(
                name,
                t,
                column.path(NULLABLE).asBoolean(true),
                number(column, PRECISION),
                number(column, SCALE),
                roles(column),
                column.path(TIMEZONE).asBoolean(true)));
    }

    private static Set<ColumnRole> roles(JsonNode column) {
        Set<ColumnRole> roles = EnumSet.noneOf(ColumnRole.class);
        FLAGS.forEach((role, key) -> {
            if (column.path(key).asBoolean()) {
                roles.add(role);
            }
        });
        text(column, DEDUP_SORT)
                .map(direction -> direction.equals(DESC) ? ColumnRole.DEDUP_DESC : ColumnRole.DEDUP_ASC)
                .ifPresent(roles::add);
        return roles;
    }

    private static void roles(Set<ColumnRole> roles, ObjectNode column) {
        FLAGS.forEach((role, key) -> {
            if (roles.contains(role)) {
                column.put(key, true);
            }
        });
        if (roles.contains(ColumnRole.DEDUP_ASC)) {
            column.put(DEDUP_SORT, "asc");
        } else if (roles.contains(ColumnRole.DEDUP_DESC)) {
            column.put(DEDUP_SORT, DESC);
        }
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
    }

    private static OptionalInt number(JsonNode node, String key) {
        return node.hasNonNull(key) ? OptionalInt.of(node.get(key).asInt()) : OptionalInt.empty();
    }

    /**
     * The schema as text: where it is the base's that very text, else a later version. A source that is cleared as a whole
     * counts anew.
     *
     * @param declared the schema before records showed anything
     */
    public static Versioned write(Schema declared, Schema schema, Base base, Clearing clearing) {
        if (clearing.wholeSource()) {
            Base none = new Base(base.head(), base.state(), Optional.empty(), 0);
            return write(declared, schema, none, Clearing.NONE);
        }
        Optional<String> known = base.schema()
                .filter(text -> clearing.dropped().isEmpty()
                        && read(schema.name(), text).equals(schema));
        if (known.isPresent()) {
            return new Versioned(base.schemaVersion(), known.get(), hash(known.get()));
        }
        ObjectNode root = JSON.createObjectNode();
        root.put("engine_version", ENGINE_VERSION).put("name", schema.name());
        root.set("tables", tables(schema));
        long version = base.schemaVersion() + steps(declared, schema, base, clearing);
        String hash = Hashes.of(root.toString());
        root.put("version", version).put(HASH, hash);
        return new Versioned(version, root.toString(), hash);
    }

    private static ObjectNode tables(Schema schema) {
        ObjectNode tables = JSON.createObjectNode();
        for (Table table : schema.tables()) {
            write(tables.putObject(table.name()), table);
        }
        return tables;
    }

    private static String hash(String text) {
        try {
            return JSON.readTree(text).path(HASH).asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the base's schema was read before", e);
        }
    }

    /**
     * How often dlt would have counted: once for what the resources declare, once for what their records show. The first
     * load does both, with the tables of the system at the least.
     */
    private static int steps(Schema declared, Schema schema, Base base, Clearing clearing) {
        if (base.schema().isEmpty()) {
            return 2;
        }
        // Objects are equal whatever the order of their keys, which dlt does not count either.
        ObjectNode before = tables(read(schema.name(), base, clearing));
        ObjectNode said = tables(declared);
        boolean shown = !said.equals(tables(schema));
        return shown && !(clearing.dropped().isEmpty() && before.equals(said)) ? 2 : 1;
    }

    private static void write(ObjectNode node, Table table) {
        node.put("name", table.name());
        if (table.parent().isPresent()) {
            node.put("parent", table.parent().get());
        } else {
            node.put("write_disposition", table.disposition().word()).put("resource", table.resource());
        }
        ObjectNode columns = node.putObject("columns");
        for (Column column : table.columns()) {
            ObjectNode out = columns.putObject(column.name());
            out.put("name", column.name())
                    .put("data_type", column.type().word())
                    .put(NULLABLE, column.nullable());
            column.precision().ifPresent(p -> out.put(PRECISION, p));
            column.scale().ifPresent(s -> out.put(SCALE, s));
            if (!column.zoned()) {
                out.put(TIMEZONE, false);
            }
            roles(column.roles(), out);
        }
        table.hints().forEach((name, hint) -> {
            ObjectNode out = columns.putObject(name).put("name", name);
            hint.nullable().ifPresent(n -> out.put(NULLABLE, n));
            hint.precision().ifPresent(p -> out.put(PRECISION, p));
            hint.scale().ifPresent(s -> out.put(SCALE, s));
            hint.zoned().ifPresent(z -> out.put(TIMEZONE, z));
            roles(hint.roles(), out);
        });
        TableSettings.write(node, table);
        ObjectNode normaliser = JSON.createObjectNode();
        table.maxNesting().ifPresent(levels -> normaliser.put(MAX_NESTING, levels));
        if (table.seenData()) {
            normaliser.put(SEEN_DATA, true);
        }
        if (!normaliser.isEmpty()) {
            node.set(NORMALISER, normaliser);
        }
    }
}
