package io.wadi.snowflake;

import io.wadi.snowflake.Answer.Head;
import io.wadi.snowflake.Answer.StatementType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** COPY INTO a table from Parquet in a stage: by columns' names, or by a query of the files. */
final class CopyInto {
    private static final int MOST_FILES = 1000;
    private static final List<String> RESULT = List.of(
            "file",
            "status",
            "rows_parsed",
            "rows_loaded",
            "error_limit",
            "errors_seen",
            "first_error",
            "first_error_line",
            "first_error_character",
            "first_error_column_name");

    private final Session session;

    CopyInto(Session session) {
        this.session = session;
    }

    Answer copy(Tokens tokens) {
        tokens.expect("INTO");
        Table table = session.table(tokens.names());
        List<String> named = tokens.peek().isSymbol("(") ? names(table, new Tokens(tokens.parenthesised())) : List.of();
        tokens.expect("FROM");
        Optional<List<Token>> query = Optional.empty();
        StagePath stage;
        if (tokens.peek().isSymbol("(")) {
            List<Token> inner = tokens.parenthesised();
            int from = inner.size() - 2;
            if (from < 2 || !inner.get(0).isWord("SELECT") || !inner.get(from).isWord("FROM")) {
                throw Refusal.unsupported("COPY FROM another query than SELECT ... FROM @stage");
            }
            query = Optional.of(inner.subList(1, from));
            stage = Stages.stage(session, new Tokens(inner.subList(from + 1, inner.size())));
        } else {
            stage = Stages.stage(session, tokens);
        }
        CopyOptions options = CopyOptions.parse(tokens);
        String into = "INSERT INTO " + table.duck();
        if (query.isPresent()) {
            options.requireNoMatching();
            String columns = named.isEmpty() ? "" : " (" + quoted(named) + ")";
            List<Token> expressions = query.get();
            return load(
                    table,
                    stage,
                    options,
                    file -> into + columns + " SELECT " + new Translation(session, file).of(expressions) + " FROM "
                            + file.source());
        }
        if (!named.isEmpty() || options.matching().equals("NONE")) {
            throw Refusal.compilation(
                    "002019",
                    "0A000",
                    "PARQUET file format can produce one and only one column of type variant, object, or array. Load data into"
                            + " separate columns using the MATCH_BY_COLUMN_NAME copy option or copy with transformation.");
        }
        return load(table, stage, options, file -> byName(into, table, file, options.matching()));
    }

    private static List<String> names(Table table, Tokens tokens) {
        List<String> names = new ArrayList<>();
        do {
            String name = tokens.name();
            if (table.column(name).isEmpty()) {
                throw Refusal.identifier(Names.shown(name));
            }
            names.add(name);
        } while (tokens.takeSymbol(","));
        tokens.expectEnd();
        return names;
    }

    /** Text that comes to a VARIANT so is a string there, JSON or not. */
    private static String byName(String into, Table table, ParquetFile file, String matching) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (Column column : table.columns()) {
            Optional<String> value = matching.equals("CASE_SENSITIVE")
                    ? Optional.of(file.value(column.name())).filter(text -> !text.equals("NULL"))
                    : file.alike(column.name());
            value.ifPresent(text -> values.put(
                    column.name(), "CAST(" + text + " AS " + column.type().duck() + ")"));
        }
        if (values.isEmpty()) {
            throw Refusal.compilation("002019", "0A000", "no column of the file has the name of a column of the table");
        }
        return into + " (" + quoted(List.copyOf(values.keySet())) + ") SELECT " + String.join(", ", values.values())
                + " FROM " + file.source();
    }

    private static String quoted(List<String> names) {
        return names.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }

    private Answer load(Table table, StagePath stage, CopyOptions options, Function<ParquetFile, String> insert) {
        List<String> files = files(stage, options);
        List<List<@Nullable String>> results = session.statement(List.of(), () -> {
            List<List<@Nullable String>> rows = new ArrayList<>();
            for (String name : files) {
                Path path = stage.root().resolve(name);
                ParquetFile file = ParquetFile.open(session, path, options.format());
                String key = stage.root() + "/" + name;
                if (!options.force() && session.history().has(table.name(), key, file.md5())) {
                    continue;
                }
                String count = String.valueOf(one(insert.apply(file), stage.shown() + name));
                session.history().add(table.name(), key, file.md5());
                rows.add(result(stage.shown() + name, count));
            }
            return rows;
        });
        if (results.isEmpty()) {
            return Answer.said(StatementType.COPY, "Copy executed with 0 files processed.");
        }
        if (options.purge()) {
            files.forEach(name -> stage.root().resolve(name).toFile().delete());
        }
        List<Head> heads = RESULT.stream()
                .map(name -> new Head(
                        name,
                        SnowType.of(
                                name.startsWith("rows") || name.startsWith("error")
                                        ? SnowType.Kind.NUMBER
                                        : SnowType.Kind.VARCHAR)))
                .toList();
        return new Answer(StatementType.COPY, heads, results, Optional.empty());
    }

    private long one(String sql, String file) {
        try {
            return session.write(sql);
        } catch (Refusal e) {
            throw new Refusal(e.code(), e.state(), e.getMessage() + "\n  File '" + file + "'");
        }
    }

    private static List<@Nullable String> result(String file, String count) {
        List<@Nullable String> row = new ArrayList<>(List.of(file, "LOADED", count, count, "1", "0"));
        for (int i = row.size(); i < RESULT.size(); i++) {
            row.add(null);
        }
        return row;
    }

    private static List<String> files(StagePath stage, CopyOptions options) {
        if (options.files().isEmpty()) {
            return stage.files();
        }
        if (options.files().size() > MOST_FILES) {
            throw Refusal.value("FILES", options.files().size() + " names");
        }
        List<String> files = new ArrayList<>();
        for (String name : options.files()) {
            StagePath file = stage.file(name);
            if (!Files.isRegularFile(file.path())) {
                throw new Refusal("091016", "22000", "Remote file '" + file.prefix() + "' was not found.");
            }
            files.add(file.prefix());
        }
        return files;
    }
}
