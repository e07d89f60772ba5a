package io.wadi.camel;

import io.wadi.config.Layers;
import io.wadi.extract.sql.SqlText;
import io.wadi.extract.sql.TableName;
import io.wadi.extract.sql.TableRequest;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * What is said of one table or query, read once and checked; a run fills in its parameters.
 *
 * @param query what is read instead of the table
 * @param parallel how many connections read it
 * @param nullsChosen whether it is said what becomes of rows without a cursor
 */
record TablePlan(
        Optional<RunText> query,
        Optional<RunText> where,
        List<String> columns,
        List<String> exclude,
        WindowOptions windows,
        int parallel,
        boolean nullsChosen,
        DeletionOptions deletion,
        ResourceHints hints) {
    private static final int MOST_READERS = 32;

    /**
     * @param query as the route has it; empty for tables
     * @param said the hints in it, layer by layer
     */
    static TablePlan of(
            Map<String, Object> options,
            Optional<String> query,
            Layers said,
            String at,
            CamelContext context,
            Problems problems) {
        TableConfiguration reading = new TableConfiguration();
        ResourceConfiguration resource = new ResourceConfiguration();
        Options.bind(
                new LinkedHashMap<>(options),
                at,
                reading,
                resource,
                new WritingConfiguration(),
                new SchemaConfiguration());
        if (!resource.getThrough().isEmpty()) {
            problems.add(Explanation.of("through is for pages of JSON, not for the rows of a database")
                    .fix("leave it out, and shape the rows with where, columns and exclude, or by a query"));
        }
        Stream.of("maxNesting", "addRootId")
                .filter(options::containsKey)
                .forEach(option -> problems.add(
                        Explanation.of(option + " is about nested tables, and rows of a database make none")
                                .fix("leave it out: columns of JSON stay JSON")));
        if (reading.getParallel() < 1 || reading.getParallel() > MOST_READERS) {
            problems.add(Explanation.of("parallel is '" + reading.getParallel() + "'")
                    .fix("say how many connections read a table: 1 to " + MOST_READERS));
        }
        Optional<String> where = Optional.of(reading.getWhere()).filter(text -> !text.isBlank());
        WindowOptions windows = WindowOptions.of(reading.getWindow(), context, problems);
        new Uses(resource.getCursor(), windows, problems).check(query, where);
        return new TablePlan(
                query.map(text -> RunText.of(context, "query", text, problems)),
                where.map(text -> RunText.of(context, "where", text, problems)),
                OptionReader.list(reading.getColumns()),
                OptionReader.list(reading.getExclude()),
                windows,
                reading.getParallel(),
                resource.getCursor().containsKey("onMissing"),
                DeletionOptions.of(reading, options, query, windows, problems),
                new ResourceHints(said, query.isEmpty(), resource, context, problems));
    }

    TableRequest in(Exchange exchange, TableName name) {
        return new TableRequest(
                name,
                query.map(text -> sql("query." + name, text, exchange)
                        .orElseThrow(
                                () -> new ConfigurationFailure(Explanation.of("query." + name + " is empty in this run")
                                        .fix("give the parameter that it is made of, with --param NAME=VALUE")))),
                columns,
                exclude,
                where.flatMap(text -> sql("where", text, exchange)),
                windows.in(exchange),
                hints.in(exchange),
                nullsChosen);
    }

    private static Optional<SqlText> sql(String option, RunText text, Exchange exchange) {
        return text.in(exchange).map(sql -> {
            Problems problems = new Problems(option);
            Optional<SqlText> parsed = problems.read(option, sql, SqlText::parse);
            problems.raise();
            return parsed.orElseThrow();
        });
    }

    /** Whether placeholders, cursor and windows go together. */
    private record Uses(Map<String, String> cursor, WindowOptions windows, Problems problems) {
        void check(Optional<String> query, Optional<String> where) {
            List<SqlText> texts = Stream.concat(
                            query.flatMap(text -> problems.read("query", text, SqlText::parse)).stream(),
                            where.flatMap(text -> problems.read("where", text, SqlText::parse)).stream())
                    .toList();
            boolean places = texts.stream().anyMatch(text -> text.asksFor("window."));
            boolean ordered = cursor.containsKey("path");
            if (places && windows.isEmpty()) {
                tell(
                        "{window.start} or another of a window is asked for, and there are no windows",
                        "add window.start");
            }
            if (!windows.isEmpty() && !ordered && !places) {
                tell(
                        "window.start without a cursor: a window is a range of it",
                        "say which column it is, cursor: updated_at, or ask for {window.start} and {window.next} in"
                                + " where");
            }
            if (!windows.isEmpty() && "min".equals(cursor.get("function"))) {
                tell("window.start with cursor.function: min", "leave one of them out: windows run forwards");
            }
            if (!ordered && texts.stream().anyMatch(text -> text.asksFor("cursor."))) {
                tell("{cursor.start} or {cursor.end} is asked for, and there is no cursor", "add cursor: updated_at");
            } else if (!cursor.containsKey("end") && texts.stream().anyMatch(text -> text.asksFor("cursor.end"))) {
                tell("{cursor.end} is asked for, and there is no cursor.end", "add it, or leave the bound out");
            }
        }

        private void tell(String what, String fix) {
            problems.add(Explanation.of(what).fix(fix));
        }
    }
}
