package io.wadi.normalise;

import io.wadi.model.Cancelled;
import io.wadi.model.ColumnPage;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.ContractViolation;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Sets records of a resource aside that cannot be loaded. Pages are shredded whole as ever; only one with such a record is
 * gone through again, record by record. For the thread that learns.
 */
final class Quarantine {
    private final String resource;
    private final OptionalInt most;
    private final List<Quarantined> all;
    private long here;

    /** @param all where those of all resources are gathered */
    Quarantine(String resource, OptionalInt most, List<Quarantined> all) {
        this.resource = resource;
        this.most = most;
        this.all = all;
    }

    boolean isWanted() {
        return most.isPresent();
    }

    /** Empty where a record was not as it should be, and each is to be looked at by itself. */
    Optional<List<Shredded>> whole(Supplier<List<Shredded>> page) {
        try {
            List<Shredded> made = page.get();
            return isWanted() && made.stream().anyMatch(one -> why(one).isPresent())
                    ? Optional.empty()
                    : Optional.of(made);
        } catch (TerminalFailure e) {
            if (!isOfARecord(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** A violated contract that freezes ends the run, whatever becomes of bad records. */
    private boolean isOfARecord(TerminalFailure e) {
        return isWanted()
                && !(e instanceof ContractViolation || e instanceof Cancelled || e instanceof ConfigurationFailure);
    }

    private static Optional<String> why(Shredded made) {
        return made.discarded().stream()
                .filter(discarded -> discarded.mode() == Mode.DISCARD_ROW)
                .map(Discarded::describe)
                .findFirst();
    }

    /** One record by itself: what became of it, unless it is set aside. */
    Optional<Shredded> one(Origin origin, long number, Supplier<String> record, Supplier<Shredded> shredding) {
        String why;
        try {
            Shredded made = shredding.get();
            Optional<String> discarded = why(made);
            if (discarded.isEmpty()) {
                return Optional.of(made);
            }
            why = discarded.get();
        } catch (TerminalFailure e) {
            if (!isOfARecord(e)) {
                throw e;
            }
            why = e.explanation().what();
        }
        here++;
        if (here > most.orElse(0)) {
            throw new TerminalFailure(Explanation.of("more than " + most.orElse(0) + " records of resource " + resource
                            + " cannot be loaded; the last: " + why)
                    .at(origin.of(0))
                    .fix("correct the source or the route; or allow for more: quarantineLimit"));
        }
        all.add(new Quarantined(resource, origin.of(0), number, why, record.get()));
        return Optional.empty();
    }

    /** The records of a page, each as a page: lines where these are what the page has, or else values. */
    static List<NumberedPage> apart(NumberedPage numbered) {
        JsonPage page = numbered.page();
        List<NumberedPage> records = new ArrayList<>();
        int from = page.from();
        while (from < page.to()) {
            int end = page.origin().unit().equals("line") ? endOfLine(page, from) : endOfValue(page, from);
            if (!new String(page.bytes(), from, end - from, StandardCharsets.UTF_8).isBlank()) {
                int index = records.size();
                Origin origin = new Origin(
                        page.origin().what(),
                        page.origin().unit(),
                        page.origin().first() + index);
                records.add(new NumberedPage(
                        new JsonPage(page.bytes(), from, end, 1, origin, Optional.empty()), numbered.first() + index));
            }
            from = end;
        }
        return records;
    }

    private static int endOfLine(JsonPage page, int from) {
        int end = from;
        while (end < page.to() && page.bytes()[end] != '\n') {
            end++;
        }
        return Math.min(page.to(), end + 1);
    }

    private static int endOfValue(JsonPage page, int from) {
        try {
            Utf8Parser parser = Utf8Parser.over(page.bytes(), from, page.to());
            if (parser.nextToken() == null) {
                return page.to();
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.position();
        } catch (IOException e) {
            return page.to(); // what is no JSON has no end that is known
        }
    }

    static String text(JsonPage record) {
        return new String(record.bytes(), record.from(), record.length(), StandardCharsets.UTF_8).strip();
    }

    /** A row as JSON; what JSON has no type for is text. */
    static String text(ColumnPage row) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < row.columns().size(); i++) {
            Optional<Value> value = row.value(i, 0);
            values.put(
                    row.columns().get(i).name(),
                    value.map(TypedJson::remembered).orElse("null"));
        }
        return CanonicalJson.object(values);
    }
}
