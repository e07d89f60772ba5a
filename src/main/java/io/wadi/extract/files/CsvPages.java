package io.wadi.extract.files;

import io.wadi.model.ColumnPage;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A CSV file as pages of typed columns. A page with a value of another type than the file's beginning showed hands that
 * column over as text: what becomes of it is then decided as for JSON, value by value.
 */
final class CsvPages implements Pages {
    private static final int HEAD = 2 << 20;

    private final InputStream in;
    private final CsvOptions options;
    private final Map<String, DataType> said;
    private final Optional<String> lineColumn;
    private final String file;
    private final Deadline deadline;
    private final Consumer<String> warn;
    private Optional<CsvStart> start = Optional.empty();
    private Optional<CsvRecords> records = Optional.empty();
    /** Whether a record was read that no page has yet. */
    private boolean held;

    private long number = 1;

    /**
     * @param in text in UTF-8, without a byte order mark
     * @param said types of columns, by name
     * @param lineColumn takes the number of each record's first line
     */
    CsvPages(
            InputStream in,
            CsvOptions options,
            Map<String, DataType> said,
            Optional<String> lineColumn,
            String file,
            Deadline deadline,
            Consumer<String> warn) {
        this.in = in;
        this.options = options;
        this.said = said;
        this.lineColumn = lineColumn;
        this.file = file;
        this.deadline = deadline;
        this.warn = warn;
    }

    @Override
    public Optional<Page> next() {
        deadline.check();
        try {
            if (start.isEmpty()) {
                begin();
            }
            return held ? Optional.of(page(records.orElseThrow(), start.orElseThrow())) : Optional.empty();
        } catch (IOException e) {
            throw FileFailures.unreadable(
                    records.map(r -> file + ", line " + r.line()).orElse(file), e);
        }
    }

    private void begin() throws IOException {
        byte[] head = in.readNBytes(HEAD);
        start = CsvStart.of(head, head.length < HEAD, options, said, file);
        if (start.isPresent()) {
            start.get().warnings().forEach(warn);
            CsvRecords all = new CsvRecords(
                    new SequenceInputStream(new ByteArrayInputStream(head), in),
                    start.get().delimiter(),
                    options.quote(),
                    file);
            records = Optional.of(all);
            held = all.next();
            if (held && !options.names().isEmpty() && options.names().size() != all.cells()) {
                throw all.malformed(all.cells() + " cells, and csv.columns names "
                        + options.names().size());
            }
            held = held && (!start.get().header() || all.next());
        }
    }

    private ColumnPage page(CsvRecords all, CsvStart known) throws IOException {
        CsvPage page = new CsvPage(known, lineColumn, options.nullText().getBytes(StandardCharsets.UTF_8));
        while (held && !page.isFull()) {
            if (all.cells() != known.types().size()) {
                throw all.malformed(all.cells() + " cells where the first record has "
                        + known.types().size());
            }
            if (!page.append(all)) {
                break; // the next page begins with it
            }
            held = all.next();
        }
        ColumnPage made = page.made(file, number);
        number += made.records();
        return made;
    }

    @Override
    public void close() {
        FileFailures.close(in);
    }
}
