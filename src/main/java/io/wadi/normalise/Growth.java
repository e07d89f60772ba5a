package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.SchemaContract.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ways in which a plan may grow for one resource: fields, columns, nested tables, under the resource's hints. */
final class Growth {
    private final Plan plan;
    private final Naming naming;
    private final Declarations declarations;
    private final Declared own;
    private final Set<Integer> begun = new HashSet<>();
    private final Nesting nesting;
    private int version;
    private int revision;

    Growth(Plan plan, Naming naming, Declarations declarations, Declared own, Map<String, Collision> collisions) {
        this.plan = plan;
        this.naming = naming;
        this.declarations = declarations;
        this.own = own;
        this.nesting = new Nesting(plan, naming, this::declared, collisions);
    }

    /** What is said of the table: by this resource, unless it is another's root table that its lists feed (contract 1.5). */
    private Declared declared(TablePlan table) {
        String root = plan.rootOf(table).name;
        return root.equals(own.table.name()) ? own : declarations.of(root);
    }

    /** Whether contracts may refuse anything. */
    boolean isGuarded() {
        return plan.guarded;
    }

    Nesting nesting() {
        return nesting;
    }

    Naming naming() {
        return naming;
    }

    /** Counts the records learnt: copies made at an older version do not know everything. */
    int version() {
        return version;
    }

    /** Counts what changed for keys that were known: what was shredded at an older revision is not true. */
    int revision() {
        return revision;
    }

    void changed() {
        version++;
    }

    /** A table without data takes the columns of its first rows, whatever a contract says (contract section 7). */
    void open(TablePlan table) {
        if (!table.seenData) {
            table.open = true;
        }
    }

    /** A row comes to the table: it exists from now on, with the columns that are declared with a type (contract 3.5). */
    void begin(TablePlan table) {
        open(table);
        table.seenData = true;
        if (!begun.add(table.index)) {
            return;
        }
        if (table.isRoot()) {
            prepare(table);
        } else {
            table.columns.replaceAll(known -> declared(table).redeclared(table, known));
        }
        if (table.isRoot() && table.keepsRootId) {
            plan.nestedBelow(table).stream()
                    .filter(nested -> nested.seenData)
                    .forEach(nested -> require(nested, Column.ROOT_ID, DataType.TEXT));
        }
        declared(table).columns(table).forEach((name, hint) -> {
            if (hint.type().isPresent() && admits(table, name, hint)) {
                column(table, name, hint.type().get());
            }
        });
    }

    Field field(ObjectPlan owner, String key) {
        List<String> fragments = new ArrayList<>(owner.fragments);
        fragments.add(naming.key(key));
        String column = naming.join(fragments);
        String path = owner.path.isEmpty() ? key : owner.path + "." + key;
        Field field = new Field(key, path, fragments, column);
        field.whole = owner.level <= 0;
        boolean nested = !owner.table.isRoot();
        switch (column) {
            case Column.ROW_ID -> field.rowId = true;
            case Column.LOAD_ID -> field.ignored = !nested;
            case Column.PARENT_ID, Column.LIST_INDEX, Column.ROOT_ID -> field.ignored = nested;
            default -> {
                field.required = !isNullable(owner.table, column);
                field.keyPart = owner.table.keys.indexOf(column);
            }
        }
        owner.add(field);
        return field;
    }

    /** Whether the field has a column, or may have one; if not it is barred. */
    boolean admits(TablePlan table, Field field) {
        if (table.find(field.column) == Field.NONE) {
            field.barred = declared(table).contracts.column(table, field.column, field.path);
        }
        return table.find(field.column) != Field.NONE || field.barred == Mode.EVOLVE;
    }

    /** The same for a variant column. */
    boolean admits(TablePlan table, Field field, DataType given, String variant) {
        if (table.find(variant) != Field.NONE) {
            return true;
        }
        Mode mode = declared(table).contracts.type(table, field, variant);
        if (mode != Mode.EVOLVE) {
            field.barredTypes.put(given, mode);
        }
        return mode == Mode.EVOLVE;
    }

    /** The same for a column that is hinted; one that a merge asks for is never refused. */
    private boolean admits(TablePlan table, String name, ColumnHint hint) {
        boolean ours =
                hint.roles().contains(ColumnRole.VALID_FROM) || hint.roles().contains(ColumnRole.VALID_TO);
        return table.find(name) != Field.NONE
                || ours
                || declared(table).contracts.column(table, name, name) == Mode.EVOLVE;
    }

    /** The column of that name; where there is none it comes to be, as hinted, else with {@code type}. */
    int column(TablePlan table, String name, DataType type) {
        int at = table.find(name);
        if (at != Field.NONE) {
            return at;
        }
        ColumnHint hint = declared(table).hint(table, name);
        return add(
                table,
                hint.column(
                        name,
                        hint.type().orElse(type),
                        isNullable(table, name),
                        table.isRoot() ? declared(table).roles(name) : Set.of()));
    }

    /** Gives the table's columns their roles, and says what row ids are made from: before its fields are known. */
    private void prepare(TablePlan table) {
        table.columns.replaceAll(known -> declared(table).redeclared(table, known));
        table.ids = declared(table).ids(table.columns);
        table.keys = table.ids == RootIds.KEY ? declared(table).keys(table.columns) : List.of();
    }

    /** Before rows of typed columns: their source may declare the primary key. */
    void prepare(TablePlan table, List<Column> source) {
        declared(table).keyOf(source);
        prepare(table);
    }

    /** The same for a column that the source declares: hints go before what it says (contract 10). */
    int column(TablePlan table, String name, Column source) {
        int at = table.find(name);
        if (at != Field.NONE) {
            return at;
        }
        ColumnHint hint = declared(table).hint(table, name);
        DataType type = hint.type().orElse(source.type());
        boolean width = type == source.type()
                && hint.precision().isEmpty()
                && hint.scale().isEmpty();
        return add(
                table,
                new Column(
                        name,
                        type,
                        hint.nullable()
                                .orElse(source.nullable() && !declared(table).isKey(name)),
                        width ? source.precision() : hint.precision(),
                        width ? source.scale() : hint.scale(),
                        declared(table).roles(name),
                        hint.zoned().orElse(source.zoned())));
    }

    /** Whether the column is as hints say it should be: then what it cannot hold is meant, or counted by who reads. */
    boolean isAsHinted(TablePlan table, Column column) {
        ColumnHint hint = declared(table).hint(table, column.name());
        return hint.type().filter(column.type()::equals).isPresent()
                && (column.type() != DataType.DECIMAL
                        || hint.scale().orElse(9) == column.scale().orElse(9));
    }

    /** As the column is; before it comes to be, as hinted: keys are not (contract 3.5). */
    private boolean isNullable(TablePlan table, String column) {
        int at = table.find(column);
        if (at != Field.NONE) {
            return table.columns.get(at).nullable();
        }
        return declared(table)
                .hint(table, column)
                .nullable()
                .orElse(!(table.isRoot() && declared(table).isKey(column)));
    }

    /** Objects and lists stay whole where they are in a column of json (contract section 2), whatever was before. */
    private int add(TablePlan table, Column column) {
        if (column.type() == DataType.JSON && table.keepWhole(column.name())) {
            revision++;
        }
        return table.add(column);
    }

    int require(TablePlan table, String name, DataType type) {
        int at = table.find(name);
        return at != Field.NONE ? at : add(table, Column.required(name, type));
    }

    /** The columns that tie rows together, after those of the table's first row (contract 2.1). */
    void systemColumns(TablePlan table) {
        if (table.isRoot()) {
            if (declared(table).hints.system().loadId()) {
                require(table, Column.LOAD_ID, DataType.TEXT);
            }
        } else {
            if (table.keepsRootId) {
                require(table, Column.ROOT_ID, DataType.TEXT);
            }
            require(table, Column.PARENT_ID, DataType.TEXT);
            require(table, Column.LIST_INDEX, DataType.BIGINT);
        }
        if (declared(table).hints.system().rowId()) {
            require(table, Column.ROW_ID, DataType.TEXT);
        }
        table.ready = true;
        // dlt is generous with a nested table's first row, and with all first rows of a root.
        table.open &= table.isRoot();
    }
}
