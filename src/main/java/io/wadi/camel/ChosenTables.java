package io.wadi.camel;

import io.wadi.config.Nearest;
import io.wadi.extract.sql.TableName;
import io.wadi.extract.sql.TablePattern;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which tables and queries an endpoint reads, as far as this is known before a run.
 *
 * @param tables names and patterns
 * @param queries by their names
 * @param open whether a run may choose others
 */
record ChosenTables(List<TablePattern> tables, Set<String> queries, boolean open) {
    private static final String TABLE = "table.";

    /** What an option of a table begins with. */
    private static final List<String> OPTIONS = Stream.concat(
                    Options.names(
                            new TableConfiguration(),
                            new ResourceConfiguration(),
                            new WritingConfiguration(),
                            new SchemaConfiguration())
                            .stream(),
                    Stream.of("cursor"))
            .map(name -> name.endsWith(".NAME") ? name.substring(0, name.length() - 5) : name)
            .toList();

    ChosenTables {
        tables = List.copyOf(tables);
        queries = Set.copyOf(queries);
    }

    /** Those that are no patterns. */
    List<TableName> named() {
        return tables.stream()
                .filter(table -> !table.wild())
                .map(TablePattern::name)
                .toList();
    }

    boolean hasPatterns() {
        return tables.stream().anyMatch(TablePattern::wild);
    }

    /** Whether only a run knows all of them. */
    boolean isOpen() {
        return open || hasPatterns();
    }

    /** The table or query that an option {@code table.REST} belongs to; its name may have points. */
    String owner(String rest) {
        return Stream.concat(
                        queries.stream(), named().stream().flatMap(name -> Stream.of(name.toString(), name.table())))
                .filter(name -> rest.startsWith(name + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseGet(() -> guessed(rest));
    }

    /** One that a pattern may find: with its schema, where what follows is no option. */
    private String guessed(String rest) {
        String[] parts = rest.split("\\.", -1);
        boolean qualified = parts.length > 2
                && !OPTIONS.contains(parts[1])
                && tables.stream()
                        .anyMatch(table -> table.wild() && table.schema().equals(Optional.of(parts[0])));
        return qualified ? parts[0] + "." + parts[1] : parts[0];
    }

    /** Whether a table or query may be called so. */
    boolean mayHave(String name) {
        return open
                || queries.contains(name)
                || tables.stream()
                        .anyMatch(table -> table.wild()
                                ? table.finds(name)
                                        || table.schema()
                                                .filter(schema -> name.startsWith(schema + ".")
                                                        && table.finds(name.substring(schema.length() + 1)))
                                                .isPresent()
                                : table.name().isCalled(name));
    }

    /** @param option of a table that is not read */
    Explanation unknown(String name, String option, Collection<TableName> found) {
        List<String> names = new ArrayList<>(queries);
        found.forEach(table -> names.add(table.table()));
        names.sort(String::compareTo);
        return Explanation.of("option " + TABLE + name + "." + option + " is of no table that is read")
                .fix(Nearest.to(name, names)
                        .map(near -> "did you mean " + TABLE + near + "?")
                        .orElse(names.isEmpty() ? "none is read" : "there are " + String.join(", ", names)));
    }
}
