package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.Addition;
import io.wadi.extract.json.JsonPath;
import io.wadi.extract.json.Picked;
import io.wadi.extract.json.RecordFields;
import io.wadi.model.ColumnPage;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a resource asks with, record by record of its parent; memory holds a page of these. */
final class ParentReading implements AutoCloseable {
    private final ParentRecords wanted;
    private final Set<JsonPath> paths = new HashSet<>();
    private final Pages pages;

    /**
     * @param values of placeholders, by their names
     * @param added what each record gets that comes of it
     */
    record Row(Map<String, String> values, Optional<Addition> added) {
        Row {
            values = Map.copyOf(values);
            requireNonNull(added);
        }
    }

    ParentReading(ParentRecords wanted, Pages pages) {
        this.wanted = wanted;
        this.pages = pages;
        paths.addAll(wanted.asked().values());
        paths.addAll(wanted.copied().values());
    }

    /** @throws TerminalFailure when a record has not what is wanted of it, unless such are passed over */
    Stream<Row> stream() {
        return Stream.generate(pages::next).takeWhile(Optional::isPresent).flatMap(page -> rows(page.get()));
    }

    private Stream<Row> rows(Page page) {
        if (page instanceof JsonPage json) {
            RecordFields records = new RecordFields(json, paths);
            return IntStream.range(0, page.records())
                    .boxed()
                    .flatMap(record -> row(records.next().orElseThrow(), page, record).stream());
        }
        return IntStream.range(0, page.records())
                .boxed()
                .flatMap(record -> row(cells((ColumnPage) page, record), page, record).stream());
    }

    private Map<JsonPath, Picked> cells(ColumnPage page, int row) {
        Map<JsonPath, Picked> found = new HashMap<>();
        for (JsonPath path : paths) {
            int column = page.find(String.join(".", path.names()));
            if (column >= 0) {
                found.put(path, page.value(column, row).map(Picked::of).orElse(Picked.NULL));
            }
        }
        return found;
    }

    private Optional<Row> row(Map<JsonPath, Picked> found, Page page, int record) {
        Map<String, String> values = new HashMap<>();
        Set<JsonPath> lacking = new LinkedHashSet<>();
        wanted.asked()
                .forEach((name, path) -> Optional.ofNullable(found.get(path))
                        .flatMap(Picked::text)
                        .ifPresentOrElse(text -> values.put(name, text), () -> lacking.add(path)));
        Map<String, byte[]> copied = new LinkedHashMap<>();
        wanted.copied()
                .forEach((name, path) -> Optional.ofNullable(found.get(path))
                        .ifPresentOrElse(value -> copied.put(name, value.json()), () -> lacking.add(path)));
        if (lacking.isEmpty()) {
            return Optional.of(
                    new Row(values, copied.isEmpty() ? Optional.empty() : Optional.of(new Addition(copied))));
        } else if (wanted.skip()) {
            return Optional.empty();
        }
        JsonPath first = lacking.iterator().next();
        boolean there = found.containsKey(first);
        throw new TerminalFailure(Explanation.of("a record of " + wanted.resource() + " has "
                        + (there ? "no plain value at " : "nothing at ") + first
                        + ", and what belongs to it cannot be asked for")
                .at(page.origin().of(record))
                .fix("correct the name of the field, or pass such records over: parentMissing: skip"));
    }

    @Override
    public void close() {
        pages.close();
    }
}
