package io.wadi.camel;

import io.wadi.config.Layers;
import io.wadi.config.Nearest;
import io.wadi.config.Said;
import io.wadi.extract.sql.TableName;
import io.wadi.extract.sql.TableRequest;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The options of a database endpoint, read once and checked; a run fills in its parameters. */
final class SqlPlan {
    private static final String TABLE = "table.";
    private static final String TABLES = "tables";
    private static final String CURSOR = "cursor.";
    private static final String PATH = "cursor.path";

    private final CamelContext context;
    private final String at;
    private final RunText tables;
    private final List<TableName> known;
    private final TablePlan everyTable;
    private final Map<String, TablePlan> single = new LinkedHashMap<>();

    /** What is said of one table. */
    private record TablePlan(Optional<RunText> where, List<String> columns, List<String> exclude, ResourceHints hints) {
        TableRequest in(Exchange exchange, TableName name) {
            return new TableRequest(name, columns, exclude, where.flatMap(w -> w.in(exchange)), hints.in(exchange));
        }
    }

    /** @param options of the endpoint, all of them known */
    SqlPlan(String at, Map<String, Object> options, CamelContext context, Problems problems) {
        this.context = context;
        this.at = at;
        String list = String.valueOf(options.getOrDefault(TABLES, ""));
        if (list.isBlank()) {
            problems.add(Explanation.of("there are no tables").fix("say which to read: tables: public.products"));
        }
        this.tables = RunText.of(context, TABLES, list, problems);
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.keySet().removeIf(key -> key.equals(TABLES) || key.startsWith(TABLE));
        if (all.containsKey("table")) {
            problems.add(Explanation.of("option table would put all tables into one")
                    .fix("say it of each: table.NAME.table"));
        }
        // Said of all, a cursor's lag may wait for the column that each table names.
        boolean named = options.keySet().stream().anyMatch(key -> key.endsWith("." + PATH) && key.startsWith(TABLE));
        this.known = list.contains("${")
                ? List.of()
                : problems.read(TABLES, list, TableName::list).orElse(List.of());
        Map<String, Map<String, Object>> byTable = new LinkedHashMap<>();
        options.forEach((key, value) -> {
            if (key.startsWith(TABLE)) {
                String rest = key.substring(TABLE.length());
                String name = owner(rest, known);
                byTable.computeIfAbsent(name, n -> new LinkedHashMap<>())
                        .put(rest.substring(Math.min(rest.length(), name.length() + 1)), value);
            }
        });
        // Where each table has options of its own, what is said of all need not be whole.
        boolean others = known.isEmpty()
                || known.stream().anyMatch(table -> byTable.keySet().stream().noneMatch(name -> isCalled(table, name)));
        Map<String, Said> ofAll = HintOptions.of(all, at);
        this.everyTable = table(
                named ? withoutCursor(all) : all, Layers.of(List.of(ofAll)), others ? problems : new Problems(at));
        byTable.forEach((name, said) -> single(name, all, said, ofAll, problems));
    }

    /** {@code cursor: updated_at} is short for {@code cursor.path: updated_at}. */
    static void spellOut(Map<String, Object> options) {
        for (String key : new ArrayList<>(options.keySet())) {
            if (key.equals("cursor") || (key.startsWith(TABLE) && key.endsWith(".cursor"))) {
                options.putIfAbsent(key + ".path", options.remove(key));
            }
        }
    }

    /** The table that an option belongs to; its name may have points. */
    private static String owner(String rest, List<TableName> known) {
        return known.stream()
                .flatMap(name -> Stream.of(name.toString(), name.table()))
                .filter(name -> rest.startsWith(name + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseGet(() -> rest.substring(0, rest.contains(".") ? rest.indexOf('.') : rest.length()));
    }

    private void single(
            String name,
            Map<String, Object> all,
            Map<String, Object> said,
            Map<String, Said> ofAll,
            Problems problems) {
        List<String> names = known.stream().map(TableName::table).toList();
        if (!known.isEmpty() && known.stream().noneMatch(t -> isCalled(t, name))) {
            problems.add(Explanation.of("option table." + name + "."
                            + said.keySet().iterator().next() + " is of no table that is read")
                    .fix(Nearest.to(name, names)
                            .map(near -> "did you mean table." + near + "?")
                            .orElse("tables has " + String.join(", ", names))));
            return;
        }
        boolean hasCursor = said.keySet().stream().anyMatch(key -> key.startsWith(CURSOR));
        Map<String, Object> merged = new LinkedHashMap<>(hasCursor ? all : withoutCursor(all));
        merged.putAll(said);
        Map<String, Said> own = new LinkedHashMap<>();
        said.forEach((option, value) -> {
            if (HintOptions.isHint(option)) {
                own.put(option, new Said(TABLE + name + "." + option, String.valueOf(value), at));
            }
        });
        try {
            Problems found = new Problems(at);
            TablePlan plan = table(merged, Layers.of(List.of(own, ofAll)), found);
            found.raise();
            single.put(name, plan);
        } catch (ConfigurationFailure e) {
            e.problems().stream()
                    .filter(problem -> !problems.found().contains(problem))
                    .map(problem -> problem.what().startsWith(TABLE)
                            ? problem
                            : new Explanation("of table " + name + ", " + problem.what(), problem.at(), problem.fix()))
                    .forEach(problems::add);
        }
    }

    /** Unless it says which column. */
    private static Map<String, Object> withoutCursor(Map<String, Object> options) {
        Map<String, Object> without = new LinkedHashMap<>(options);
        if (!options.containsKey(PATH)) {
            without.keySet().removeIf(key -> key.startsWith(CURSOR));
        }
        return without;
    }

    private static boolean isCalled(TableName table, String name) {
        return table.table().equals(name) || table.toString().equals(name);
    }

    private TablePlan table(Map<String, Object> options, Layers hints, Problems problems) {
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
                    .fix("leave it out, and shape the rows with where, columns and exclude, or by a view"));
        }
        return new TablePlan(
                Optional.of(reading.getWhere())
                        .filter(where -> !where.isBlank())
                        .map(where -> RunText.of(context, "where", where, problems)),
                OptionReader.list(reading.getColumns()),
                OptionReader.list(reading.getExclude()),
                new ResourceHints(hints, true, resource, context, problems));
    }

    /** What is said of a table, as a run finds it. */
    ResourceHints hints(TableName name) {
        return plan(name).hints();
    }

    /** The tables, where they do not depend on the run. */
    RegisteringEndpoint.Registered registered() {
        Map<String, ResourceHints> hints = new LinkedHashMap<>();
        known.forEach(name -> hints.put(name.table(), hints(name)));
        return new RegisteringEndpoint.Registered(hints, known.isEmpty());
    }

    List<TableRequest> in(Exchange exchange) {
        List<TableName> names;
        try {
            names = TableName.list(
                    tables.in(exchange).orElseThrow(() -> new IllegalArgumentException("it is empty in this run")));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of("tables: " + e.getMessage())
                    .at(at)
                    .fix("give the parameter that it is made of, with --param NAME=VALUE"));
        }
        return names.stream().map(name -> request(exchange, name)).toList();
    }

    private TableRequest request(Exchange exchange, TableName name) {
        return plan(name).in(exchange, name);
    }

    private TablePlan plan(TableName name) {
        return Optional.ofNullable(single.get(name.toString()))
                .or(() -> Optional.ofNullable(single.get(name.table())))
                .orElse(everyTable);
    }
}
