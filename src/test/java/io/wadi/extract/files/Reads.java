package io.wadi.extract.files;

import io.wadi.model.ColumnPage;
import io.wadi.model.Deadline;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Files of a test, and what is read of them. */
final class Reads {
    private Reads() {}

    /** What came of a file: each column as "name type", each row as its values in brackets. */
    record Read(List<String> columns, List<String> rows, List<String> places, List<String> warnings) {}

    static Path file(Path file, String text) throws IOException {
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path gzip(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    static Read of(Path file) {
        return of(file, FileReading.DEFAULT);
    }

    static Read of(Path file, FileReading reading) {
        List<String> columns = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        List<String> places = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        try (Pages pages =
                reading.open(file, String.valueOf(file.getFileName()), true, Deadline.none(), warnings::add)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                for (int row = 0; row < page.get().records(); row++) {
                    places.add(page.get().origin().of(row));
                }
                if (page.get() instanceof ColumnPage typed) {
                    rows(typed, columns, rows);
                } else {
                    JsonPage json = (JsonPage) page.get();
                    new String(json.bytes(), json.from(), json.length(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .forEach(rows::add);
                }
            }
        }
        return new Read(columns, rows, places, warnings);
    }

    private static void rows(ColumnPage page, List<String> columns, List<String> rows) {
        page.columns().stream()
                .map(column -> column.name() + " " + column.type().word())
                .filter(column -> !columns.contains(column))
                .forEach(columns::add);
        for (int row = 0; row < page.records(); row++) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < page.columns().size(); i++) {
                values.add(page.value(i, row).map(value -> value.plain()).orElse("null"));
            }
            rows.add(values.toString());
        }
    }
}
