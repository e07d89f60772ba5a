package io.wadi.extract.sql;

import io.wadi.config.Nearest;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.Cursor;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.Hints;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Reads tables of a test as a route would, and shows their cells. */
final class Reads {
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private Reads() {}

    static Database database(String url) {
        return new Database(
                "shop", url, Optional.of(new Database.Login("postgres", "shop", "nowhere", () -> Optional.of("x"))));
    }

    static TableRequest request(String table, Hints hints) {
        return request(table, List.of(), Optional.empty(), hints);
    }

    static TableRequest request(String table, List<String> exclude, Optional<String> where, Hints hints) {
        return new TableRequest(
                TableName.list(table).get(0),
                Optional.empty(),
                List.of(),
                exclude,
                where.map(SqlText::parse),
                Optional.empty(),
                hints,
                true);
    }

    static TableRequest query(String name, String sql, Hints hints) {
        return new TableRequest(
                new TableName(Optional.empty(), name),
                Optional.of(SqlText.parse(sql)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                hints,
                true);
    }

    static TableRequest request(String table) {
        return request(table, Hints.NONE);
    }

    static Hints cursor(Cursor cursor) {
        return Hints.NONE.withCursor(Optional.of(cursor));
    }

    static List<SqlTable> reflect(DataSource source, TableRequest... requests) {
        List<TableRequest> tables =
                Stream.of(requests).filter(r -> r.query().isEmpty()).toList();
        TableChoice choice =
                TableChoice.of(tables.stream().map(TableRequest::name).toList());
        return new Catalogue("shop", source, Nearest::to)
                .reflect(choice, found -> as(found, List.of(requests)), Deadline.none());
    }

    /** Each table as the database spells it. */
    private static List<TableRequest> as(List<TableName> found, List<TableRequest> requests) {
        return requests.stream()
                .flatMap(r -> r.query().isPresent()
                        ? Stream.of(r)
                        : found.stream().filter(name -> isMeant(r.name(), name)).map(name -> named(r, name)))
                .toList();
    }

    private static boolean isMeant(TableName asked, TableName found) {
        return found.table().equalsIgnoreCase(asked.table())
                && asked.schema()
                        .map(schema -> found.schema().equals(Optional.of(schema)))
                        .orElse(true);
    }

    private static TableRequest named(TableRequest r, TableName name) {
        return new TableRequest(
                name, r.query(), r.columns(), r.exclude(), r.where(), r.windows(), r.hints(), r.nullsChosen());
    }

    static Extraction extraction(Optional<Value> start) {
        return new Extraction(start, NOW, Deadline.none());
    }

    static List<List<String>> rows(DataSource source, TableRequest request, List<String> warnings) {
        return rows(source, request, Optional.empty(), warnings);
    }

    static List<List<String>> rows(
            DataSource source, TableRequest request, Optional<Value> start, List<String> warnings) {
        return rows(source, request, start, Snapshot.Road.COPIED, warnings);
    }

    static List<List<String>> rows(
            DataSource source, TableRequest request, Optional<Value> start, Snapshot.Road road, List<String> warnings) {
        SqlTable table = reflect(source, request).get(0);
        warnings.addAll(table.warnings());
        List<List<String>> rows = new ArrayList<>();
        try (Snapshot snapshot = new Snapshot("shop", source, road);
                Pages pages = table.open(extraction(start), snapshot, warnings::add)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                rows.addAll(rows((ColumnPage) page.get()));
            }
        }
        return rows;
    }

    private static List<List<String>> rows(ColumnPage page) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < page.records(); row++) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < page.columns().size(); i++) {
                cells.add(cell(page, i, row));
            }
            rows.add(cells);
        }
        return rows;
    }

    private static String cell(ColumnPage page, int column, int row) {
        ColumnVector vector = page.rows().vectors().get(column);
        if (vector.isNull(row)) {
            return "null";
        }
        return switch (page.columns().get(column).type()) {
            case DOUBLE -> String.valueOf(vector.doubleAt(row));
            case BINARY -> HexFormat.of().formatHex(bytes(vector, row));
            case TEXT, JSON, DECIMAL, WEI -> new String(bytes(vector, row), StandardCharsets.UTF_8);
            default -> String.valueOf(vector.longAt(row));
        };
    }

    private static byte[] bytes(ColumnVector vector, int row) {
        return Arrays.copyOfRange(vector.data(), vector.offset(row), vector.offset(row) + vector.length(row));
    }
}
