package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A table as a person looks at it before reading it.
 *
 * @param kind as the database calls it: table, view, partitioned table
 * @param barred whether the user may not read it, so that its columns are not known
 * @param rows an estimate; empty where the database has none
 * @param primaryKey in its order
 */
public record SurveyedTable(
        TableName name,
        String kind,
        boolean barred,
        OptionalLong rows,
        List<Column> columns,
        List<String> primaryKey,
        List<ForeignKey> foreignKeys) {
    /**
     * A column.
     *
     * @param becomes what reading makes of it
     * @param type as the database writes it
     */
    public record Column(io.wadi.model.Column becomes, String type) {
        public Column {
            requireNonNull(becomes);
        }
    }

    /** Columns whose values are keys of another table's rows. */
    public record ForeignKey(List<String> columns, TableName table, List<String> references) {
        public ForeignKey {
            columns = List.copyOf(columns);
            requireNonNull(table);
            references = List.copyOf(references);
        }

        ForeignKey and(ForeignKey more) {
            return new ForeignKey(
                    Stream.concat(columns.stream(), more.columns.stream()).toList(),
                    table,
                    Stream.concat(references.stream(), more.references.stream()).toList());
        }
    }

    public SurveyedTable {
        requireNonNull(name);
        requireNonNull(kind);
        requireNonNull(rows);
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
    }
}
