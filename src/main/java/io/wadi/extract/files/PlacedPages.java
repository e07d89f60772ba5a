package io.wadi.extract.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.RecordBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pages of a file whose records say where they are from, in columns or keys after all others. */
final class PlacedPages implements Pages {
    private static final JsonFactory JSON = new JsonFactory();

    private final Pages inner;
    private final Optional<String> fileColumn;
    private final Optional<String> lineColumn;
    private final String file;

    PlacedPages(Pages inner, Optional<String> fileColumn, Optional<String> lineColumn, String file) {
        this.inner = inner;
        this.fileColumn = fileColumn;
        this.lineColumn = lineColumn;
        this.file = file;
    }

    @Override
    public Optional<Page> next() {
        return inner.next().map(page -> page instanceof JsonPage json ? keyed(json) : widened((ColumnPage) page));
    }

    private ColumnPage widened(ColumnPage page) {
        List<Column> columns = new ArrayList<>(page.columns());
        List<ColumnVector> vectors = new ArrayList<>(page.rows().vectors());
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        fileColumn.ifPresent(column -> {
            ColumnVector vector = new ColumnVector(Storage.BYTES);
            for (int row = 0; row < page.records(); row++) {
                vector.appendBytes(name, 0, name.length);
            }
            columns.add(Column.nullable(column, DataType.TEXT));
            vectors.add(vector);
        });
        lineColumn.ifPresent(column -> {
            ColumnVector vector = new ColumnVector(Storage.FIXED);
            for (int row = 0; row < page.records(); row++) {
                vector.appendLong(page.origin().first() + row);
            }
            columns.add(Column.nullable(column, DataType.BIGINT));
            vectors.add(vector);
        });
        return new ColumnPage(columns, new RecordBatch(page.records(), vectors), page.origin());
    }

    /** Malformed JSON passes on as it is: whoever reads it next names its line. */
    private JsonPage keyed(JsonPage page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(page.length() + page.records() * 64);
        byte[] bytes = page.bytes();
        int copied = page.from();
        long number = page.origin().first();
        try (JsonParser json = JSON.createParser(bytes, page.from(), page.length())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken(), number++) {
                if (token == JsonToken.START_OBJECT) {
                    boolean empty = json.nextToken() == JsonToken.END_OBJECT;
                    while (json.currentToken() == JsonToken.FIELD_NAME) {
                        json.nextToken();
                        json.skipChildren();
                        json.nextToken();
                    }
                    int end = page.from() + (int) json.currentTokenLocation().getByteOffset();
                    out.write(bytes, copied, end - copied);
                    keys(out, empty, number);
                    copied = end;
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            return rest(page, out, copied);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be read", e);
        }
        return rest(page, out, copied);
    }

    private static JsonPage rest(JsonPage page, ByteArrayOutputStream out, int copied) {
        out.write(page.bytes(), copied, page.to() - copied);
        return JsonPage.of(out.toByteArray(), page.records(), page.origin());
    }

    private void keys(ByteArrayOutputStream out, boolean first, long number) {
        StringBuilder keys = new StringBuilder();
        fileColumn.ifPresent(
                name -> keys.append(",").append(quoted(name)).append(":").append(quoted(file)));
        lineColumn.ifPresent(
                name -> keys.append(",").append(quoted(name)).append(":").append(number));
        out.writeBytes(keys.substring(first ? 1 : 0).getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    @Override
    public void close() {
        inner.close();
    }
}
