package io.wadi.load.snowflake;

import io.wadi.load.sql.Catalogue;
import io.wadi.load.sql.SqlSession;
import io.wadi.load.sql.SystemTables;
import io.wadi.model.Explanation;
import io.wadi.model.LoadPackage;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables that begin anew. Dropping and creating commits, so it can be no part of a load's transaction: the rows go to a
 * table beside, and once they are committed that one takes the place of the old, with its grants. Until then readers see
 * the old table; a load that finds one beside whose load was committed puts it into its place first.
 */
final class Renewal {
    static final String BESIDE = "_wadi_next_";
    private static final Pattern NAME = Pattern.compile(BESIDE + "([0-9.]+)_(.+)");

    private final SqlSession session;
    private final LoadPackage load;
    private final Set<String> old = new LinkedHashSet<>();
    private final List<String> renewed = new ArrayList<>();

    /** Takes what is to go from {@code catalogue}, so that the tables are made as new ones are. */
    Renewal(SqlSession session, LoadPackage load, Catalogue catalogue) {
        this.session = session;
        this.load = load;
        for (String table : load.clearing().dropped()) {
            if (catalogue.has(table)) {
                old.add(table);
                catalogue.remove(table);
            }
        }
    }

    /** Makes the table beside, if there is an old one. */
    boolean begin(Table table) {
        if (!old.contains(table.name())) {
            return false;
        }
        if (BESIDE.length() + load.loadId().length() + 1 + table.name().length() > SnowflakeTables.LONGEST_NAME) {
            throw new TerminalFailure(Explanation.of("the name of table " + table.name()
                            + " is too long for it to begin anew at Snowflake; nothing was loaded")
                    .fix("drop the table, then run again"));
        }
        renewed.add(table.name());
        session.update(Ddl.replace(name(table.name()), table));
        return true;
    }

    /** Where the rows of a table go. */
    String name(String table) {
        return session.table(load.dataset(), renewed.contains(table) ? BESIDE + load.loadId() + "_" + table : table);
    }

    /** The tables that go and do not come again. */
    List<String> gone() {
        return old.stream().filter(table -> !renewed.contains(table)).toList();
    }

    /** What follows the commit. */
    void end() {
        renewed.forEach(table -> takePlace(session, name(table), session.table(load.dataset(), table)));
        gone().forEach(table -> session.update("DROP TABLE IF EXISTS " + name(table)));
    }

    private static void takePlace(SqlSession session, String next, String table) {
        session.update("CREATE OR REPLACE TABLE " + table + " CLONE " + next + " COPY GRANTS");
        session.update("DROP TABLE IF EXISTS " + next);
    }

    /** Of which load a table is that was to take another's place; {@code table} in lower case. */
    static Optional<String> loadId(String table) {
        Matcher name = NAME.matcher(table);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Ends what loads of this pipeline began, whose transaction was committed; true if there was any. */
    static boolean endEarlier(SqlSession session, LoadPackage load, Catalogue catalogue) {
        boolean some = false;
        for (String found : catalogue.tables()) {
            Matcher name = NAME.matcher(found.toLowerCase(Locale.ROOT));
            if (name.matches()
                    && new SystemTables(session, load.dataset())
                            .receipt(load.pipeline(), name.group(1))
                            .isPresent()) {
                takePlace(session, session.table(load.dataset(), found), session.table(load.dataset(), name.group(2)));
                some = true;
            }
        }
        return some;
    }
}
