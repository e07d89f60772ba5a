package io.wadi.snowflake;

import io.wadi.snowflake.Answer.Head;
import io.wadi.snowflake.Answer.StatementType;
import io.wadi.snowflake.Answer.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PUT, LIST and REMOVE. None of them is part of a transaction. */
final class Stages {
    /** Not cut into tokens: file:// would begin a comment. */
    private static final Pattern PUT = Pattern.compile(
            "\\s*put\\s+('file://[^']+'|file://\\S+)\\s+('@[^']+'|@\\S+)((?:\\s+\\w+\\s*=\\s*\\w+)*)\\s*;?\\s*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OPTION = Pattern.compile("(\\w+)\\s*=\\s*(\\w+)");
    private static final Set<String> OPTIONS = Set.of("PARALLEL", "AUTO_COMPRESS", "SOURCE_COMPRESSION", "OVERWRITE");

    private final Session session;

    Stages(Session session) {
        this.session = session;
    }

    static boolean isPut(String sql) {
        return sql.strip().regionMatches(true, 0, "put ", 0, 4);
    }

    /** Says where the driver is to copy the files to, which it does itself. */
    Answer put(String sql) {
        Matcher put = PUT.matcher(sql);
        if (!put.matches()) {
            throw Refusal.syntax(sql);
        }
        StagePath target = StagePath.of(session, unquoted(put.group(2)).substring(1));
        Map<String, String> options = new TreeMap<>();
        for (Matcher option = OPTION.matcher(put.group(3)); option.find(); ) {
            options.put(
                    option.group(1).toUpperCase(Locale.ROOT), option.group(2).toUpperCase(Locale.ROOT));
        }
        options.keySet().stream().filter(name -> !OPTIONS.contains(name)).forEach(name -> {
            throw Refusal.option(name);
        });
        int parallel = Integer.parseInt(options.getOrDefault("PARALLEL", "4"));
        if (parallel < 1 || parallel > 99) {
            throw Refusal.value("PARALLEL", parallel);
        }
        try {
            Files.createDirectories(target.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Upload upload = new Upload(
                unquoted(put.group(1)).substring("file://".length()),
                target.path().toString(),
                truth(options, "AUTO_COMPRESS", "TRUE"),
                truth(options, "OVERWRITE", "FALSE"),
                parallel,
                options.getOrDefault("SOURCE_COMPRESSION", "AUTO_DETECT").toLowerCase(Locale.ROOT));
        return new Answer(StatementType.PUT, List.of(), List.of(), Optional.of(upload));
    }

    private static boolean truth(Map<String, String> options, String name, String usual) {
        String value = options.getOrDefault(name, usual);
        if (!value.equals("TRUE") && !value.equals("FALSE")) {
            throw Refusal.value(name, value);
        }
        return value.equals("TRUE");
    }

    private static String unquoted(String text) {
        return text.startsWith("'") ? text.substring(1, text.length() - 1) : text;
    }

    /** The stage that is next, whether quoted or not. */
    static StagePath stage(Session session, Tokens tokens) {
        Token token = tokens.next();
        boolean quoted = token.kind() == Token.Kind.STRING && token.text().startsWith("@");
        if (!quoted && token.kind() != Token.Kind.STAGE) {
            throw Refusal.syntax(token);
        }
        return StagePath.of(session, quoted ? token.text().substring(1) : token.text());
    }

    Answer list(Tokens tokens) {
        StagePath stage = stage(session, tokens);
        tokens.expectEnd();
        List<List<String>> rows = new ArrayList<>();
        try {
            for (String name : stage.files()) {
                Path file = stage.root().resolve(name);
                rows.add(List.of(
                        stage.shown() + name,
                        String.valueOf(Files.size(file)),
                        ParquetFile.md5(file),
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Answer texts = Answer.text(StatementType.LIST, List.of("name", "size", "md5", "last_modified"), rows);
        List<Head> heads = new ArrayList<>(texts.columns());
        heads.set(1, new Head("size", SnowType.of(SnowType.Kind.NUMBER)));
        return new Answer(StatementType.LIST, heads, texts.rows(), Optional.empty());
    }

    /** All files whose names begin so. */
    Answer remove(Tokens tokens) {
        StagePath stage = stage(session, tokens);
        tokens.expectEnd();
        List<List<String>> rows = new ArrayList<>();
        for (String name : stage.files()) {
            if (!stage.root().resolve(name).toFile().delete()) {
                throw new IllegalStateException(name + " cannot be removed");
            }
            rows.add(List.of(stage.shown() + name, "removed"));
        }
        return Answer.text(StatementType.REMOVE, List.of("name", "result"), rows);
    }
}
