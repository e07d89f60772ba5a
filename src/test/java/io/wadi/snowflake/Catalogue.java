package io.wadi.snowflake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The databases, schemas, tables and stages that all sessions share. */
final class Catalogue {
    private final Map<String, Set<String>> schemas = new TreeMap<>();
    private final Map<ObjectName, Table> tables = new java.util.LinkedHashMap<>();
    private final Map<ObjectName, Instant> created = new java.util.HashMap<>();
    private final InstantSource clock;
    private final Set<String> roles = new TreeSet<>(Set.of(SnowflakeServer.ROLE));
    private final Map<ObjectName, Set<String>> readers = new java.util.HashMap<>();
    private final Set<ObjectName> stages = new java.util.LinkedHashSet<>();

    Catalogue(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void createDatabase(String name) {
        schemas.put(name, new TreeSet<>(Set.of("PUBLIC")));
    }

    synchronized boolean hasDatabase(String name) {
        return schemas.containsKey(name);
    }

    synchronized boolean hasSchema(String database, String schema) {
        return schemas.getOrDefault(database, Set.of()).contains(schema);
    }

    synchronized void createSchema(String database, String schema) {
        requireDatabase(database);
        schemas.get(database).add(schema);
    }

    synchronized void dropSchema(String database, String schema) {
        schemas.get(database).remove(schema);
        tables.keySet().removeIf(name -> in(name, database, schema));
        stages.removeIf(name -> in(name, database, schema));
    }

    synchronized List<String> schemas(String database) {
        requireDatabase(database);
        return List.copyOf(schemas.get(database));
    }

    synchronized Optional<Table> table(ObjectName name) {
        return Optional.ofNullable(tables.get(name));
    }

    synchronized void put(Table table) {
        tables.put(table.name(), table);
        created.putIfAbsent(table.name(), clock.instant());
    }

    synchronized void drop(ObjectName table) {
        tables.remove(table);
        created.remove(table);
        revoke(table);
    }

    /** Before one is made in the place of another. */
    synchronized void forget(ObjectName table) {
        created.remove(table);
    }

    /** When a table was made, or one in its place; of a temporary one, now. */
    synchronized Instant created(ObjectName table) {
        return created.getOrDefault(table, clock.instant());
    }

    synchronized List<Table> tables(String database) {
        List<Table> found = new ArrayList<>(tables.values());
        found.removeIf(table -> !table.name().database().equals(database));
        return found;
    }

    synchronized boolean hasStage(ObjectName name) {
        return stages.contains(name);
    }

    synchronized void createStage(ObjectName name) {
        stages.add(name);
    }

    synchronized void dropStage(ObjectName name) {
        stages.remove(name);
    }

    synchronized void createRole(String name) {
        roles.add(name);
    }

    synchronized boolean hasRole(String name) {
        return roles.contains(name);
    }

    synchronized void grant(ObjectName table, String role) {
        readers.computeIfAbsent(table, name -> new TreeSet<>()).add(role);
    }

    /** A table that goes, or is replaced without COPY GRANTS, takes what was granted on it with it. */
    synchronized void revoke(ObjectName table) {
        readers.remove(table);
    }

    /** The tables that a role was granted to read. */
    synchronized List<String> readable(String role) {
        return readers.entrySet().stream()
                .filter(granted -> granted.getValue().contains(role))
                .map(granted -> granted.getKey().name())
                .sorted()
                .toList();
    }

    void requireDatabase(String database) {
        if (!hasDatabase(database)) {
            throw Refusal.missing("Database", Names.shown(database));
        }
    }

    void requireSchema(String database, String schema) {
        requireDatabase(database);
        if (!hasSchema(database, schema)) {
            throw Refusal.missing("Schema", Names.shown(database) + "." + Names.shown(schema));
        }
    }

    private static boolean in(ObjectName name, String database, String schema) {
        return name.database().equals(database) && name.schema().equals(schema);
    }
}
