package io.wadi.normalise;

import io.wadi.model.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table as the shredder sees it: its columns so far, the fields that feed them, and where its system columns are. */
final class TablePlan {
    static final TablePlan NONE = new TablePlan(-1, "", List.of(), -1, false, 0);
    /** The fields of nothing: where no object was met yet. */
    static final ObjectPlan NO_OBJECT = NONE.root;

    final int index;
    final String name;
    final byte[] nameUtf8;
    /** Normalised names from the root table down to here; a nested table's name is these, joined and shortened. */
    final List<String> fragments;

    /** Index of the parent table; -1 for a root. */
    final int parent;
    /** Rows of a root table whose load also carries the root's id down to nested rows. */
    boolean keepsRootId;

    final ObjectPlan root;
    /** A row that is a list in a list: that costs a level more (contract section 2). */
    final ObjectPlan list;

    final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    /** Which keys feed a column, or with {@code []} a nested table; only the plan that learns keeps them. */
    final Map<String, List<Field>> feeders = new HashMap<>();

    /** What the ids of a root table's rows are made from, and for {@link RootIds#KEY} the columns of the key. */
    RootIds ids = RootIds.RANDOM;

    List<String> keys = List.of();

    /** Columns in which each row needs a value: the keys of a merge. */
    List<String> requiredKeys = List.of();

    /** The table has had a row in this run, and has its system columns. */
    boolean ready;
    /** Columns may come to be whatever a contract says: a root table has no data yet, a nested one not even a row. */
    boolean open;

    boolean seenData;
    int rowId = Field.NONE;
    int parentId = Field.NONE;
    int listIndex = Field.NONE;
    int rootId = Field.NONE;

    TablePlan(int index, String name, List<String> fragments, int parent, boolean keepsRootId, int level) {
        this.index = index;
        this.name = name;
        this.nameUtf8 = name.getBytes(StandardCharsets.UTF_8);
        this.fragments = List.copyOf(fragments);
        this.parent = parent;
        this.keepsRootId = keepsRootId;
        this.root = new ObjectPlan(this, List.of(), "", level);
        this.list = new ObjectPlan(this, List.of(), "", level - 1);
    }

    boolean isAnothersRoot() {
        return index >= 0 && isRoot();
    }

    boolean isRoot() {
        return parent < 0;
    }

    /** The column's position, or {@link Field#NONE}. */
    int find(String column) {
        return byName.getOrDefault(column, Field.NONE);
    }

    int add(Column column) {
        int at = columns.size();
        columns.add(column);
        byName.put(column.name(), at);
        switch (column.name()) {
            case Column.ROW_ID -> rowId = at;
            case Column.PARENT_ID -> parentId = isRoot() ? Field.NONE : at;
            case Column.LIST_INDEX -> listIndex = isRoot() ? Field.NONE : at;
            case Column.ROOT_ID -> rootId = isRoot() ? Field.NONE : at;
            default -> {}
        }
        return at;
    }

    TablePlan copyColumns() {
        TablePlan copy = new TablePlan(index, name, fragments, parent, keepsRootId, root.level);
        columns.forEach(copy::add);
        copy.ready = ready;
        copy.open = open;
        copy.seenData = seenData;
        copy.ids = ids;
        copy.keys = keys;
        copy.requiredKeys = requiredKeys;
        return copy;
    }
}
