package io.wadi.extract.json;

import com.fasterxml.jackson.core.JsonParser;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Single values of each record of a page, record by record. */
public final class RecordFields {
    private final JsonPage page;
    private final Fork fork;
    private final JsonParser json;
    private int record;

    public RecordFields(JsonPage page, Set<JsonPath> wanted) {
        this.page = page;
        this.fork = Fork.of(Optional.empty(), wanted);
        try {
            this.json = RecordReader.JSON.createParser(page.bytes(), page.from(), page.length());
        } catch (IOException e) {
            throw invalid();
        }
    }

    /** Of the next record, those that are there; empty after the last. */
    public Optional<Map<JsonPath, Picked>> next() {
        try {
            if (json.nextToken() == null) {
                return Optional.empty();
            }
            Map<JsonPath, Picked> found = new Picking(json, page.bytes(), page.from()).value(fork);
            json.finishToken();
            record++;
            return Optional.of(found);
        } catch (IOException e) {
            throw invalid();
        }
    }

    /** Without the parser's words, which quote the data. */
    private TerminalFailure invalid() {
        return new TerminalFailure(
                Explanation.of("invalid JSON").at(page.origin().of(record)));
    }
}
