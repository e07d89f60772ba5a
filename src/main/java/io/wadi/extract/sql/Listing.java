package io.wadi.extract.sql;

import io.wadi.model.Explanation;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What tables there are, schema by schema; each schema is asked for once. */
final class Listing {
    /** A longer list helps nobody. */
    private static final int MOST_NAMES = 20;

    /** What a table is, and whether a pattern may find it. */
    enum Kind {
        TABLE,
        VIEW,
        /** Of a partitioned table, which has its rows, too. */
        PARTITION,
        SYSTEM
    }

    private final Connection open;
    private final DatabaseMetaData database;
    private final String connection;
    private final Guess guess;
    private final Map<String, Map<String, Kind>> schemas = new HashMap<>();
    private final Map<TableName, String> types = new HashMap<>();

    /** @param connection its name in routes */
    Listing(Connection open, String connection, Guess guess) throws SQLException {
        this.open = open;
        this.database = open.getMetaData();
        this.connection = connection;
        this.guess = guess;
    }

    /** The tables, in the order in which they are wanted, each once. */
    List<TableName> find(TableChoice choice, List<Explanation> problems) throws SQLException {
        Set<TableName> names = new LinkedHashSet<>();
        for (TablePattern pattern : choice.wanted()) {
            if (pattern.wild()) {
                names.addAll(matches(pattern, choice, problems));
            } else {
                find(pattern.name(), problems).ifPresent(names::add);
            }
        }
        for (TablePattern pattern : choice.excluded()) {
            if (!pattern.wild()) {
                find(pattern.name(), problems);
            }
        }
        return List.copyOf(names);
    }

    /** As the database spells it; what is not there becomes a problem. */
    private Optional<TableName> find(TableName asked, List<Explanation> problems) throws SQLException {
        String schema = schema(asked.schema());
        Map<String, Kind> tables = tables(schema);
        Optional<String> table = like(asked.table(), tables.keySet());
        if (table.isEmpty()) {
            problems.add(missing("table " + asked.table(), schema, guess.advice(asked.table(), tables.keySet())));
        }
        return table.map(name -> name(schema, name));
    }

    private static TableName name(String schema, String table) {
        return new TableName(Optional.of(schema).filter(s -> !s.isEmpty()), table);
    }

    /** The one that is asked for, or the user's. */
    String schema(Optional<String> asked) throws SQLException {
        return asked.isPresent()
                ? asked.get()
                : Optional.ofNullable(open.getSchema()).orElse("");
    }

    /** Exact, or the only one that differs in case alone. */
    private static Optional<String> like(String table, Collection<String> tables) {
        if (tables.contains(table)) {
            return Optional.of(table);
        }
        List<String> alike =
                tables.stream().filter(other -> other.equalsIgnoreCase(table)).toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    private List<TableName> matches(TablePattern pattern, TableChoice choice, List<Explanation> problems)
            throws SQLException {
        String schema = schema(pattern.schema());
        Map<String, Kind> tables = tables(schema);
        List<String> readable = tables.keySet().stream()
                .filter(table -> isRead(tables.getOrDefault(table, Kind.SYSTEM), choice.views()))
                .toList();
        List<String> found = filter(pattern, readable, TablePattern::finds);
        if (found.isEmpty()) {
            found = filter(pattern, readable, TablePattern::findsInAnyCase);
        }
        if (found.isEmpty()) {
            problems.add(nothing(pattern, schema, readable));
            return List.of();
        }
        List<TableName> left = new ArrayList<>();
        for (String table : found) {
            if (!isExcluded(schema, table, choice.excluded())) {
                left.add(name(schema, table));
            }
        }
        if (left.isEmpty()) {
            problems.add(Explanation.of("excludeTables leaves nothing of " + pattern)
                    .fix("it finds " + list(found) + ": leave the pattern out, or exclude less"));
        }
        return left;
    }

    private static List<String> filter(
            TablePattern pattern, List<String> tables, BiPredicate<TablePattern, String> finds) {
        return tables.stream().filter(table -> finds.test(pattern, table)).toList();
    }

    private static boolean isRead(Kind kind, boolean views) {
        return kind == Kind.TABLE || (kind == Kind.VIEW && views);
    }

    private boolean isExcluded(String schema, String table, List<TablePattern> excluded) throws SQLException {
        for (TablePattern pattern : excluded) {
            if (schema(pattern.schema()).equals(schema) && pattern.findsInAnyCase(table)) {
                return true;
            }
        }
        return false;
    }

    private Explanation nothing(TablePattern pattern, String schema, List<String> readable) throws SQLException {
        Map<String, Kind> tables = tables(schema);
        List<String> views = Stream.of(Kind.VIEW)
                .flatMap(kind -> tables.keySet().stream().filter(table -> tables.get(table) == kind))
                .filter(view -> !readable.contains(view) && pattern.findsInAnyCase(view))
                .toList();
        if (!views.isEmpty()) {
            return missing(
                    "table " + pattern.table(),
                    schema,
                    "it finds views (" + list(views) + "), which views: true reads, too");
        }
        boolean system = tables.containsValue(Kind.SYSTEM);
        String advice = readable.isEmpty()
                ? system ? "patterns find no tables of the system; name a view on what you need" : "there are none"
                : "there are " + list(readable);
        return missing("table " + pattern.table(), schema, advice);
    }

    private static String list(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }

    private Explanation missing(String table, String schema, String advice) throws SQLException {
        List<String> known = all();
        Explanation what = Explanation.of(
                "connection " + connection + " has no " + table + (schema.isEmpty() ? "" : " in schema " + schema));
        return what.fix(
                schema.isEmpty() || known.contains(schema)
                        ? advice
                        : "there is no schema " + schema + ": " + guess.advice(schema, known));
    }

    private List<String> all() throws SQLException {
        if (!database.supportsSchemasInTableDefinitions()) {
            return List.of("");
        }
        List<String> all = new ArrayList<>();
        try (ResultSet rows = database.getSchemas(open.getCatalog(), null)) {
            while (rows.next()) {
                all.add(rows.getString("TABLE_SCHEM"));
            }
        }
        return all;
    }

    /** Those in which people have tables. */
    List<String> schemas() throws SQLException {
        return all().stream()
                .filter(schema -> !schema.equalsIgnoreCase("information_schema") && !schema.startsWith("pg_"))
                .sorted()
                .toList();
    }

    /** What the database calls it: {@code table}, {@code materialized view}. */
    String type(TableName found) {
        return types.getOrDefault(found, "table");
    }

    /** Those of a schema by name, and what each is. */
    Map<String, Kind> tables(String schema) throws SQLException {
        Map<String, Kind> known = schemas.getOrDefault(schema, Map.of());
        if (!known.isEmpty()) {
            return known;
        }
        // PostgreSQL's driver has no word for indexes of partitioned tables, and lists them all the same.
        String untyped = Dialect.of(database) == Dialect.POSTGRESQL ? "INDEX" : "TABLE";
        Set<String> partitions = partitions(schema);
        Map<String, Kind> tables = new TreeMap<>();
        try (ResultSet rows = database.getTables(
                open.getCatalog(), schema.isEmpty() ? null : Statements.literal(database, schema), "%", null)) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                String type = Optional.ofNullable(rows.getString("TABLE_TYPE")).orElse(untyped);
                types.put(name(schema, name), type.toLowerCase(Locale.ROOT).replace("base ", ""));
                kind(type.toUpperCase(Locale.ROOT))
                        .map(kind -> partitions.contains(name) ? Kind.PARTITION : kind)
                        .ifPresent(kind -> tables.put(name, kind));
            }
        }
        schemas.put(schema, tables);
        return tables;
    }

    private static Optional<Kind> kind(String type) {
        boolean view = type.contains("VIEW");
        return !view && !type.contains("TABLE")
                ? Optional.empty()
                : Optional.of(type.contains("SYSTEM") ? Kind.SYSTEM : view ? Kind.VIEW : Kind.TABLE);
    }

    /** JDBC has no word for them. */
    private Set<String> partitions(String schema) throws SQLException {
        Set<String> partitions = new HashSet<>();
        if (Dialect.of(database) == Dialect.POSTGRESQL) {
            try (PreparedStatement statement =
                    open.prepareStatement("SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                            + " ON n.oid = c.relnamespace WHERE c.relispartition AND n.nspname = ?")) {
                statement.setString(1, schema);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        partitions.add(rows.getString(1));
                    }
                }
            }
        }
        return partitions;
    }
}
