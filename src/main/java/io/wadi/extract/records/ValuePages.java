package io.wadi.extract.records;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

/** Values, written as JSON one by one; a page is as many as fill it, so that an endless iterator costs one page. */
final class ValuePages implements Pages {
    /** Numbers keep their digits, times are text in ISO's form. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new IsoTimes())
            .build();

    /** What a page holds before it is handed over, in bytes. */
    private static final int PAGE = 4 << 20;

    private final Iterator<?> values;
    private final Object owner;
    private final String where;
    private long taken;

    ValuePages(Iterator<?> values, Object owner, String where) {
        this.values = values;
        this.owner = owner;
        this.where = where;
    }

    @Override
    public Optional<Page> next() {
        ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 16);
        long first = taken + 1;
        while (page.size() < PAGE && advance(page)) {
            taken++;
        }
        int records = (int) (taken - first + 1);
        return records == 0
                ? Optional.empty()
                : Optional.of(JsonPage.of(page.toByteArray(), records, new Origin(where, "record", first)));
    }

    private boolean advance(ByteArrayOutputStream page) {
        Object value;
        try {
            if (!values.hasNext()) {
                return false;
            }
            value = values.next();
        } catch (Failure e) {
            throw e;
        } catch (RuntimeException e) {
            // Its message may quote the data.
            throw new TransientFailure(
                    Explanation.of(where + " broke off after " + taken + " records: "
                                    + e.getClass().getSimpleName())
                            .fix("an iterator is read while the route that left it is still being run"),
                    e);
        }
        try {
            JSON.writeValue(page, value);
        } catch (IOException e) {
            throw new TerminalFailure(Explanation.of(where + ", record " + (taken + 1) + " is a "
                            + (value == null ? "null" : value.getClass().getName()) + " that cannot be written as JSON")
                    .fix("leave maps, beans, records, or values of Java"));
        }
        page.write('\n');
        return true;
    }

    @Override
    public void close() {
        if (owner instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new TransientFailure(
                        Explanation.of(
                                where + " could not be closed: " + e.getClass().getSimpleName()),
                        e);
            }
        }
    }
}
