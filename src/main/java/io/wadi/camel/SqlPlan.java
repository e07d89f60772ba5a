package io.wadi.camel;

import io.wadi.config.Layers;
import io.wadi.config.Said;
import io.wadi.extract.sql.TableChoice;
import io.wadi.extract.sql.TableName;
import io.wadi.extract.sql.TablePattern;
import io.wadi.extract.sql.TableRequest;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The options of a database endpoint, read once and checked; a run fills in its parameters. */
final class SqlPlan {
    private static final String TABLE = "table.";
    private static final String TABLES = "tables";
    private static final String EXCLUDED = "excludeTables";
    private static final String QUERY = "query.";
    private static final String CURSOR = "cursor.";
    private static final String PATH = "cursor.path";

    private final CamelContext context;
    private final String at;
    private final RunText tables;
    private final RunText excluded;
    private final boolean views;
    private final ChosenTables chosen;
    private final TablePlan everyTable;
    private final Map<String, TablePlan> single = new LinkedHashMap<>();
    private final Map<String, TablePlan> queries = new LinkedHashMap<>();

    /** Which option of each table stands first, for messages. */
    private final Map<String, String> firstOptions = new LinkedHashMap<>();

    /**
     * @param choice which tables and queries are read
     * @param options of the endpoint, all of them known
     */
    SqlPlan(
            String at,
            TablesConfiguration choice,
            Map<String, Object> options,
            CamelContext context,
            Problems problems) {
        this.context = context;
        this.at = at;
        this.views = choice.isViews();
        this.chosen = chosen(choice, problems);
        this.tables = RunText.of(context, TABLES, choice.getTables(), problems);
        this.excluded = RunText.of(context, EXCLUDED, choice.getExcludeTables(), problems);
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.keySet()
                .removeIf(key -> Stream.of(TABLES, EXCLUDED, "views").anyMatch(key::equals)
                        || key.startsWith(TABLE)
                        || key.startsWith(QUERY));
        if (all.containsKey("table")) {
            problems.add(Explanation.of("option table would put all tables into one")
                    .fix("say it of each: table.NAME.table"));
        }
        Map<String, Map<String, Object>> byTable = new LinkedHashMap<>();
        options.forEach((key, value) -> {
            if (key.startsWith(TABLE)) {
                String rest = key.substring(TABLE.length());
                String name = chosen.owner(rest);
                String option = rest.substring(Math.min(rest.length(), name.length() + 1));
                byTable.computeIfAbsent(name, n -> new LinkedHashMap<>()).put(option, value);
                firstOptions.putIfAbsent(name, option);
            }
        });
        Map<String, Said> ofAll = HintOptions.of(all, at);
        // Said of all, a cursor's lag may wait for the column that each table names.
        boolean named = byTable.values().stream().anyMatch(said -> said.containsKey(PATH));
        // Where each table has options of its own, what is said of all need not be whole.
        boolean others = chosen.isOpen()
                || chosen.named().stream()
                        .anyMatch(table -> byTable.keySet().stream().noneMatch(table::isCalled));
        this.everyTable = TablePlan.of(
                named ? withoutCursor(all) : all,
                Optional.empty(),
                Layers.of(List.of(ofAll)),
                at,
                context,
                others ? problems : new Problems(at));
        choice.getQuery()
                .forEach((name, sql) -> single(
                                name,
                                "query",
                                all,
                                byTable.getOrDefault(name, Map.of()),
                                Optional.of(sql),
                                ofAll,
                                problems)
                        .ifPresent(plan -> queries.put(name, plan)));
        byTable.forEach((name, said) -> {
            if (!chosen.mayHave(name)) {
                problems.add(chosen.unknown(name, firstOptions.getOrDefault(name, ""), chosen.named()));
            } else if (!chosen.queries().contains(name)) {
                single(name, "table", all, said, Optional.empty(), ofAll, problems)
                        .ifPresent(plan -> single.put(name, plan));
            }
        });
    }

    private static ChosenTables chosen(TablesConfiguration choice, Problems problems) {
        String list = choice.getTables();
        boolean open = list.contains("${");
        if (list.isBlank() && choice.getQuery().isEmpty()) {
            problems.add(Explanation.of("there are no tables")
                    .fix("say which to read: tables: public.products, or a query: query.NAME"));
        }
        List<TablePattern> tables = open
                ? List.of()
                : problems.read(TABLES, list, TablePattern::list).orElse(List.of());
        ChosenTables chosen = new ChosenTables(tables, choice.getQuery().keySet(), open);
        choice.getQuery().forEach((name, sql) -> {
            if (name.contains(".")) {
                problems.add(Explanation.of("option query." + name + " has a name with a point")
                        .fix("a query is query.NAME; what is said of it stands under table.NAME, as in table." + name));
            } else if (sql.isBlank()) {
                problems.add(Explanation.of("query." + name + " is empty").fix("write a select statement"));
            } else if (chosen.named().stream().anyMatch(table -> table.table().equals(name))) {
                problems.add(Explanation.of("query." + name + " and table " + name + " would be one resource")
                        .fix("give the query another name"));
            }
        });
        List<TablePattern> left = choice.getExcludeTables().contains("${")
                ? List.of()
                : problems.read(EXCLUDED, choice.getExcludeTables(), TablePattern::list)
                        .orElse(List.of());
        if (!chosen.isOpen()) {
            Stream.of(EXCLUDED)
                    .filter(option -> !choice.getExcludeTables().isBlank())
                    .forEach(option -> problems.add(pointless(option)));
            Stream.of("views").filter(option -> choice.isViews()).forEach(option -> problems.add(pointless(option)));
        }
        left.stream()
                .filter(name -> !name.wild() && tables.contains(name))
                .forEach(name -> problems.add(Explanation.of("tables and excludeTables both name " + name)
                        .fix("take it out of one of them")));
        return chosen;
    }

    private static Explanation pointless(String option) {
        return Explanation.of(option + " is about what patterns find, and tables has none")
                .fix("leave it out, or say a pattern: tables: public.*");
    }

    /** {@code cursor: updated_at} is short for {@code cursor.path: updated_at}. */
    static void spellOut(Map<String, Object> options) {
        for (String key : new ArrayList<>(options.keySet())) {
            if (key.equals("cursor") || (key.startsWith(TABLE) && key.endsWith(".cursor"))) {
                options.putIfAbsent(key + ".path", options.remove(key));
            }
        }
    }

    private Optional<TablePlan> single(
            String name,
            String kind,
            Map<String, Object> all,
            Map<String, Object> said,
            Optional<String> query,
            Map<String, Said> ofAll,
            Problems problems) {
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
            TablePlan plan = TablePlan.of(merged, query, Layers.of(List.of(own, ofAll)), at, context, found);
            found.raise();
            return Optional.of(plan);
        } catch (ConfigurationFailure e) {
            e.problems().stream()
                    .filter(problem -> !problems.found().contains(problem))
                    .map(problem -> problem.what().startsWith(TABLE)
                            ? problem
                            : new Explanation(
                                    "of " + kind + " " + name + ", " + problem.what(), problem.at(), problem.fix()))
                    .forEach(problems::add);
            return Optional.empty();
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

    /** What is said of a table or query, as a run finds it. */
    ResourceHints hints(TableName name) {
        return plan(name).hints();
    }

    /** What is said of rows that a table does not have any more. */
    DeletionOptions deletion(TableName name) {
        return plan(name).deletion();
    }

    /** How many connections read a table. */
    int parallel(TableName name) {
        return plan(name).parallel();
    }

    /** The tables and queries, where they do not depend on the run. */
    RegisteringEndpoint.Registered registered() {
        Map<String, ResourceHints> hints = new LinkedHashMap<>();
        chosen.named().forEach(name -> hints.put(name.table(), hints(name)));
        queries.forEach((name, plan) -> hints.put(name, plan.hints()));
        return new RegisteringEndpoint.Registered(hints, chosen.isOpen());
    }

    /** Which tables a run reads. */
    TableChoice choice(Exchange exchange) {
        String wanted = tables.in(exchange).orElse("");
        if (wanted.isBlank() && chosen.open()) {
            throw new ConfigurationFailure(Explanation.of("tables is empty in this run")
                    .at(at)
                    .fix("give the parameter that it is made of, with --param NAME=VALUE"));
        }
        Problems problems = new Problems(at);
        Function<String, List<TablePattern>> read = TablePattern::list;
        TableChoice choice = new TableChoice(
                problems.read(TABLES, wanted, read).orElse(List.of()),
                problems.read(EXCLUDED, excluded.in(exchange).orElse(""), read).orElse(List.of()),
                views);
        problems.raise();
        return choice;
    }

    /**
     * What is wanted of the tables that were found, and the queries.
     *
     * @throws ConfigurationFailure when an option is of none of them, or two would be one resource
     */
    List<TableRequest> requests(Exchange exchange, List<TableName> found) {
        Problems problems = new Problems(at);
        single.keySet().stream()
                .filter(name -> found.stream().noneMatch(table -> isCalled(table, name)))
                .forEach(name -> problems.add(chosen.unknown(name, firstOptions.getOrDefault(name, ""), found)));
        Map<String, TableName> resources = new TreeMap<>();
        queries.keySet().forEach(name -> resources.put(name, new TableName(Optional.empty(), name)));
        for (TableName table : found) {
            Optional.ofNullable(resources.put(table.table(), table))
                    .ifPresent(other -> problems.add(Explanation.of(
                                    other + " and " + table + " would both be resource " + table.table())
                            .fix("read one of them from a source of its own, or give it another name by a query")));
        }
        problems.raise();
        List<TableRequest> requests = new ArrayList<>();
        found.forEach(table -> requests.add(plan(table).in(exchange, table)));
        queries.forEach((name, plan) -> requests.add(plan.in(exchange, new TableName(Optional.empty(), name))));
        return requests;
    }

    private TablePlan plan(TableName name) {
        return Optional.ofNullable(queries.get(name.toString()))
                .or(() -> Optional.ofNullable(single.get(name.toString())))
                .or(() -> single.entrySet().stream()
                        .filter(plan -> isCalled(name, plan.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .orElse(everyTable);
    }

    /** Databases spell a name their own way where it is the only one that differs in case alone. */
    private static boolean isCalled(TableName table, String name) {
        return table.isCalled(name)
                || table.table().equalsIgnoreCase(name)
                || table.toString().equalsIgnoreCase(name);
    }
}
