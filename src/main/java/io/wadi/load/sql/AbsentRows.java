package io.wadi.load.sql;

import io.wadi.model.Column;
import io.wadi.model.Explanation;
import io.wadi.model.KeySet;
import io.wadi.model.LoadPackage;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.UnusableMerge;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a merged table that its source no longer has, by all keys that it still has: they go, with what is nested below
 * them. The keys wait in a temporary table of the transaction, which may be larger than memory.
 */
public final class AbsentRows {
    private static final Set<MergeStrategy> DELETING = EnumSet.of(MergeStrategy.DELETE_INSERT, MergeStrategy.UPSERT);

    private final SqlSession session;
    private final MergeTables tables;
    private final LoadPackage load;
    private final Table root;
    private final KeySet keys;
    private final String stored;
    private final MergeSql sql;

    public AbsentRows(SqlSession session, MergeTables tables, LoadPackage load, Table root, KeySet keys) {
        this.session = session;
        this.tables = tables;
        this.load = load;
        this.root = root;
        this.keys = keys;
        this.stored = tables.name(root);
        this.sql = new MergeSql(session.dialect(), root, stored, stored, Optional.empty());
        if (!DELETING.contains(root.merge().effective())) {
            throw new UnusableMerge(Explanation.of("table " + root.name() + " is merged by "
                            + root.merge().effective().word()
                            + ", which keeps what the source no longer has; nothing was loaded")
                    .fix("say deletedRows: keep, or use delete-insert or upsert"));
        }
    }

    /**
     * How many rows of the root table went.
     *
     * @throws TerminalFailure when so many would go that the keys may be wrong
     */
    public long delete() {
        String gone = " WHERE " + sql.gone(keys.key(), tables.keys(root, keys));
        long rows = count("");
        long absent = count(gone);
        if (absent == 0) {
            return 0;
        }
        if (absent * 100 > rows * keys.most()) {
            throw tooMany(absent, rows);
        }
        new NestedRows(session, tables, load, sql)
                .delete(List.of("SELECT " + session.dialect().name(Column.ROW_ID) + " FROM " + stored + gone));
        return session.update("DELETE FROM " + stored + gone);
    }

    private long count(String where) {
        return session.query("SELECT count(*) FROM " + stored + where, row -> row.getLong(1))
                .get(0);
    }

    private TerminalFailure tooMany(long absent, long rows) {
        String what = keys.rows() == 0
                ? String.format(
                        Locale.ROOT,
                        "the source of table %s gave no key, and all %,d rows would be deleted; nothing was loaded",
                        root.name(),
                        absent)
                : String.format(
                        Locale.ROOT,
                        "of table %s the source no longer has %,d of %,d rows, and at most %d%% may be deleted at once;"
                                + " nothing was loaded",
                        root.name(),
                        absent,
                        rows,
                        keys.most());
        return new TerminalFailure(Explanation.of(what)
                .fix("look at the source; if it is right, say maxDeletedRows: "
                        + (keys.rows() == 0 ? 100 : (absent * 100 + rows - 1) / rows)
                        + "% and run again with --fresh"));
    }
}
