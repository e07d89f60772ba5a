package io.wadi.normalise;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is said of a source's root tables: by earlier runs, and by the resources of this one. */
final class Declarations {
    private final String schema;
    private final Naming naming;
    private final Plan plan;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Declared> byResource = new LinkedHashMap<>();
    private final Map<String, Declared> byTable = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    /** @param base the tables as the destination has them */
    Declarations(Schema base, Naming naming, Plan plan) {
        this.schema = base.name();
        this.naming = naming;
        this.plan = plan;
        for (Table table : base.tables()) {
            int parent = table.parent().map(p -> plan.find(p).index).orElse(-1);
            plan.restore(table.name(), parent, table.columns(), table.seenData());
            tables.put(table.name(), table);
        }
    }

    /** @throws ConfigurationFailure when the resource's table cannot be one */
    Declared declare(Resource resource) {
        return byResource.computeIfAbsent(resource.name(), name -> made(resource));
    }

    private Declared made(Resource resource) {
        String name = naming.path(resource.hints().table().orElse(resource.name()));
        if (name.startsWith("_dlt") || name.startsWith("_wadi")) {
            throw new ConfigurationFailure(Explanation.of("resource " + resource.name() + " would load into table "
                            + name + ", and names that begin with _dlt or _wadi are those of system tables")
                    .fix("name another table"));
        }
        if (Optional.ofNullable(tables.get(name)).flatMap(Table::parent).isPresent()) {
            throw new ConfigurationFailure(Explanation.of("resource " + resource.name() + " would load into table "
                            + name + ", which holds the rows of a list below another table")
                    .fix("name another table"));
        }
        Declared made = new Declared(resource.name(), resource.hints(), naming, Optional.ofNullable(tables.get(name)));
        tables.put(name, made.table);
        byTable.put(name, made);
        plan.guarded |= made.contracts.refuse();
        boolean keepsRootId = made.keepsRootIds() || plan.hasRootIds(name);
        int level = resource.hints().maxNesting().orElse(1000);
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
            return new Declared(known.resource(), hints, naming, Optional.of(known));
        });
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

    /** All tables as they are now. */
    Schema schema() {
        List<Table> all = new ArrayList<>();
        plan.tables().forEach(table -> all.add(finished(table)));
        return new Schema(schema, all);
    }

    private Table finished(TablePlan table) {
        Table like = Optional.ofNullable(tables.get(plan.rootOf(table).name)).orElseThrow();
        return new Table(
                table.name,
                table.isRoot() ? Optional.empty() : Optional.of(plan.table(table.parent).name),
                like.resource(),
                like.disposition(),
                table.isRoot() ? like.merge() : MergeSettings.NONE,
                // As with dlt, what is said of a table that never was is not remembered.
                table.isRoot() && table.seenData ? like.contract() : Optional.empty(),
                table.columns,
                table.seenData);
    }
}
