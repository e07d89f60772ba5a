package io.wadi.snowflake;

import java.util.List;
import java.util.Optional;

/** What a table is, beside its rows. */
record Table(
        ObjectName name, Kind kind, List<Column> columns, Optional<String> clusteringKey, Optional<String> comment) {
    enum Kind {
        PERMANENT,
        TRANSIENT,
        TEMPORARY
    }

    Table {
        columns = List.copyOf(columns);
    }

    Table with(List<Column> others) {
        return new Table(name, kind, others, clusteringKey, comment);
    }

    Table clustered(Optional<String> key) {
        return new Table(name, kind, columns, key, comment);
    }

    Table commented(Optional<String> text) {
        return new Table(name, kind, columns, clusteringKey, text);
    }

    Table named(ObjectName other) {
        return new Table(other, kind, columns, clusteringKey, comment);
    }

    /** Its name in DuckDB; a temporary table hides one of its name. */
    String duck() {
        return kind == Kind.TEMPORARY
                ? "temp.main." + Names.quoted(name.name())
                : Names.quoted(name.database(), name.schema(), name.name());
    }

    Optional<Column> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }
}
