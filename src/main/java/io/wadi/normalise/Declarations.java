package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.MergeSettings;
import io.wadi.model.OnEmpty;
import io.wadi.model.Resource;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.Writing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What is said of a source's root tables: by earlier runs, and by the resources of this one. */
final class Declarations {
    /** As many as dlt opens where nothing is said. */
    private static final int LEVELS = 1000;

    private final String schema;
    private final Naming naming;
    private final Plan plan;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Declared> byResource = new LinkedHashMap<>();
    private final Map<String, Declared> byTable = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Map<String, Table> base = new LinkedHashMap<>();
    private final Set<Declared> arrived = new LinkedHashSet<>();

    /** @param base the tables as the destination has them */
    Declarations(Schema base, Naming naming, Plan plan) {
        this.schema = base.name();
        this.naming = naming;
        this.plan = plan;
        for (Table table : base.tables()) {
            int parent = table.parent().map(p -> plan.find(p).index).orElse(-1);
            plan.restore(table.name(), parent, table.columns(), table.seenData());
            tables.put(table.name(), table);
            this.base.put(table.name(), table);
        }
    }

    /** @throws ConfigurationFailure when the resource's table cannot be one */
    Declared declare(Resource resource) {
        return byResource.computeIfAbsent(resource.name(), name -> made(resource));
    }

    private Declared made(Resource resource) {
        String name = naming.path(resource.hints().table().orElse(resource.name()));
        boolean isQuarantine = name.equals(Quarantined.TABLE) && resource.name().startsWith(Quarantined.TABLE);
        if (name.startsWith("_dlt") || (name.startsWith("_wadi") && !isQuarantine)) {
            throw new ConfigurationFailure(Explanation.of("resource " + resource.name() + " would load into table "
                            + name + ", and names that begin with _dlt or _wadi are those of system tables")
                    .fix("name another table"));
        }
        if (Optional.ofNullable(tables.get(name)).flatMap(Table::parent).isPresent()) {
            throw new ConfigurationFailure(Explanation.of("resource " + resource.name() + " would load into table "
                            + name + ", which holds the rows of a list below another table")
                    .fix("name another table"));
        }
        Declared made = declared(resource.name(), resource.hints(), name);
        tables.put(name, made.table);
        byTable.put(name, made);
        plan.guarded |= made.contracts.refuse();
        boolean keepsRootId = made.keepsRootIds() || plan.hasRootIds(name);
        int level =
                made.table.maxNesting().orElse(resource.hints().sourceNesting().orElse(LEVELS));
        TablePlan root = plan.adopt(name, i -> new TablePlan(i, name, List.of(name), -1, keepsRootId, level));
        if (keepsRootId) {
            plan.keepRootIds(root);
        }
        return made;
    }

    /** What is said of a root table, by a resource of this run or else by an earlier run. */
    Declared of(String table) {
        return byTable.computeIfAbsent(table, name -> {
            Table known = Optional.ofNullable(tables.get(name)).orElseThrow();
            Hints hints = Hints.NONE
                    .withTable(Optional.of(name))
                    .with(new Writing(known.disposition(), known.merge(), OnEmpty.REPLACE));
            return declared(known.resource(), hints, name);
        });
    }

    private Declared declared(String resource, Hints hints, String name) {
        List<Table> below = base.values().stream()
                .filter(table -> !table.isRoot() && rootOf(table).equals(name))
                .toList();
        return new Declared(resource, hints, naming, Optional.ofNullable(tables.get(name)), below);
    }

    private String rootOf(Table table) {
        return table.parent()
                .map(parent -> rootOf(Optional.ofNullable(base.get(parent)).orElseThrow()))
                .orElse(table.name());
    }

    /** Something came of the resource, though it may be no record: from now on what it says counts, as with dlt. */
    void arrived(Declared declared) {
        arrived.add(declared);
    }

    /** The resource's pages are coming. */
    void begin(Declared declared) {
        begun.add(declared.resource);
    }

    /** Whether a resource may come whose root table is new, where a contract freezes tables. */
    boolean mayFreeze() {
        return byResource.values().stream()
                .anyMatch(d -> !begun.contains(d.resource)
                        && !plan.find(d.table.name()).seenData
                        && d.contracts.freezeTables());
    }

    /** All tables as what is said makes them. */
    Schema declared() {
        Map<String, Table> all = said();
        // As with dlt, whose count shows it: another limit makes it forget for a moment that there was data.
        arrived.stream()
                .filter(declared -> declared.hints.maxNesting().isPresent())
                .forEach(declared -> all.computeIfPresent(
                        declared.table.name(), (name, table) -> table.with(table.columns(), table.hints(), false)));
        return schema(all);
    }

    private Map<String, Table> said() {
        Map<String, Table> all = new LinkedHashMap<>(base);
        Map<String, String> first = new HashMap<>();
        arrived.forEach(declared -> first.putIfAbsent(declared.table.name(), declared.resource));
        arrived.forEach(
                declared -> declared.declareIn(all, first.getOrDefault(declared.table.name(), declared.resource)));
        return all;
    }

    /** All tables as they are now: also those that are only spoken of. */
    Schema schema() {
        Map<String, Table> all = said();
        for (TablePlan table : plan.tables()) {
            if (table.ready || (table.seenData && all.containsKey(table.name))) {
                all.put(table.name, finished(table, all));
            }
        }
        return schema(all);
    }

    private Schema schema(Map<String, Table> all) {
        Map<String, Table> parentsFirst = new LinkedHashMap<>();
        all.keySet().forEach(name -> add(name, all, parentsFirst));
        return new Schema(schema, new ArrayList<>(parentsFirst.values()));
    }

    private static void add(String name, Map<String, Table> all, Map<String, Table> into) {
        Table table = Optional.ofNullable(all.get(name)).orElseThrow();
        if (!into.containsKey(name)) {
            table.parent().ifPresent(parent -> add(parent, all, into));
            into.put(name, table);
        }
    }

    private Table finished(TablePlan table, Map<String, Table> all) {
        String root = plan.rootOf(table).name;
        Table like = Optional.ofNullable(all.get(root))
                .or(() -> Optional.ofNullable(tables.get(root)))
                .orElseThrow();
        Optional<Table> known = Optional.ofNullable(all.get(table.name));
        List<Column> columns = new ArrayList<>(table.columns);
        if (!table.ready) {
            known.ifPresent(said -> columns.replaceAll(c -> said.columns().stream()
                    .filter(k -> k.name().equals(c.name()))
                    .findFirst()
                    .orElse(c)));
        } else if (table.isRoot()) {
            Optional.ofNullable(byTable.get(root))
                    .filter(arrived::contains)
                    .ifPresent(declared -> columns.replaceAll(c -> declared.redeclared(table, c)));
        }
        Map<String, ColumnHint> hints =
                new LinkedHashMap<>(known.map(Table::hints).orElse(Map.of()));
        hints.keySet().removeIf(name -> table.find(name) != Field.NONE);
        known.map(Table::columns).orElse(List.of()).stream()
                .filter(column -> table.find(column.name()) == Field.NONE)
                .forEach(columns::add);
        return new Table(
                table.name,
                table.isRoot() ? Optional.empty() : Optional.of(plan.table(table.parent).name),
                like.resource(),
                like.disposition(),
                table.isRoot() ? like.merge() : MergeSettings.NONE,
                table.isRoot() ? like.contract() : Optional.empty(),
                table.isRoot() ? like.maxNesting() : OptionalInt.empty(),
                columns,
                hints,
                table.seenData);
    }
}
