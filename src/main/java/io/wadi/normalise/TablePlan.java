package io.wadi.normalise;

import io.wadi.model.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    private final int depth;
    /**
     * Index of the table whose rows were the first to hold rows of this one; -1 for a root. Others may hold some, too: each
     * row says whose it is.
     */
    final int parent;
    /** Rows of a root table whose load also carries the root's id down to nested rows. */
    boolean keepsRootId;

    /** The keys of a record of a root table, or of a nested table's first row. */
    final ObjectPlan root;
    /** The keys of rows, by the levels that may be opened below them: that depends on where their list stands. */
    private final Map<Integer, ObjectPlan> rows = new TreeMap<>();

    final List<Column> columns = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
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
        this.depth = String.join(Naming.SEPARATOR, fragments).length();
        this.parent = parent;
        this.keepsRootId = keepsRootId;
        this.root = rows(level);
    }

    /** The keys of rows below which so many levels may be opened. */
    ObjectPlan rows(int level) {
        return rows.computeIfAbsent(level, l -> new ObjectPlan(this, List.of(), "", l));
    }

    /** As a name these are longer than those of any table whose rows may hold rows of this one. */
    int depth() {
        return depth;
    }

    /** Objects and lists for that column are kept whole from now on; gives whether some key did not know. */
    boolean keepWhole(String column) {
        boolean news = false;
        for (ObjectPlan keys : rows.values()) {
            news |= keys.keepWhole(column);
        }
        return news;
    }

    void copyRows(TablePlan copy, Plan into) {
        rows.forEach((level, keys) -> keys.copyInto(copy.rows(level), into));
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
