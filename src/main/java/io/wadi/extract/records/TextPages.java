package io.wadi.extract.records;

import io.wadi.extract.json.Maker;
import io.wadi.extract.json.RecordReader;
import io.wadi.extract.json.Selection;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The records of one JSON text while it streams by. */
final class TextPages implements Pages {
    private final InputStream in;
    private final RecordReader reader;

    TextPages(InputStream in, Selection selection, String where) {
        this.in = in;
        this.reader = new RecordReader(in, selection, where, Maker.ENDPOINT);
    }

    @Override
    public Optional<Page> next() {
        return reader.next().map(page -> page);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
