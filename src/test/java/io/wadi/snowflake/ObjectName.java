package io.wadi.snowflake;

/** A table, stage or other thing in a schema. */
record ObjectName(String database, String schema, String name) {
    ObjectName sibling(String other) {
        return new ObjectName(database, schema, other);
    }

    @Override
    public String toString() {
        return Names.shown(database) + "." + Names.shown(schema) + "." + Names.shown(name);
    }
}
