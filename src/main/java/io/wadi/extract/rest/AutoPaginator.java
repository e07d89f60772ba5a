package io.wadi.extract.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.extract.json.JsonPath;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Guesses the paginator from the first response (contract section 9): a Link header, else a field that begins with "next"
 * and holds an address, else a number of pages, else a field that begins with "next", else there is one page.
 */
final class AutoPaginator {
    private static final int LONGEST = 64 << 20;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> TOTALS = Set.of("total_pages", "pages", "totalpages");
    private static final Set<String> LINKS = Set.of("href", "url");

    private final Deque<String> names = new ArrayDeque<>();
    private Optional<JsonPath> link = Optional.empty();
    private Optional<JsonPath> total = Optional.empty();
    private Optional<JsonPath> token = Optional.empty();

    private AutoPaginator() {}

    /** @throws IOException when the response breaks off */
    static byte[] whole(InputStream body, String what) throws IOException {
        byte[] whole = body.readNBytes(LONGEST + 1);
        if (whole.length <= LONGEST) {
            return whole;
        }
        throw new TerminalFailure(Explanation.of(
                        what + " is longer than " + (LONGEST >> 20) + " MB, too long to search it for a next page")
                .fix("say how pages follow: paginator: single_page, page_number, …"));
    }

    static Paginator detect(Map<String, List<String>> headers, byte[] body) {
        if (Link.find(headers.getOrDefault("Link", List.of()), "next").isPresent()) {
            return new Paginator.HeaderLink("next");
        }
        AutoPaginator auto = new AutoPaginator();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                auto.search(json);
            }
        } catch (IOException e) {
            // The reader of the records tells it.
            return new Paginator.SinglePage();
        }
        return auto.found();
    }

    private Paginator found() {
        if (link.isPresent()) {
            return new Paginator.JsonLink(link.get());
        } else if (total.isPresent()) {
            // The first request had no number, which is page 1 nearly everywhere; a server that counts from 0 gives
            // the first page again, and is found out by that.
            return new Paginator.PageNumber("page", 1, new Stops(total, Optional.empty(), OptionalInt.empty(), true));
        } else if (token.isPresent()) {
            return new Paginator.Cursor(
                    token.get(), "cursor", new Stops(Optional.empty(), Optional.empty(), OptionalInt.empty(), false));
        }
        return new Paginator.SinglePage();
    }

    private void search(JsonParser object) throws IOException {
        while (object.nextToken() == JsonToken.FIELD_NAME) {
            names.addLast(object.currentName());
            JsonToken value = object.nextToken();
            if (value == JsonToken.START_OBJECT) {
                search(object);
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                see(value, object.getText());
            } else {
                object.skipChildren();
            }
            names.removeLast();
        }
    }

    private void see(JsonToken value, String text) {
        JsonPath here = new JsonPath(new ArrayList<>(names));
        String name = names.getLast().toLowerCase(Locale.ROOT);
        boolean isNext = name.startsWith("next");
        boolean inNext = LINKS.contains(name)
                && names.size() > 1
                && here.names().get(names.size() - 2).toLowerCase(Locale.ROOT).startsWith("next");
        boolean address = value == JsonToken.VALUE_STRING && (text.startsWith("http") || text.startsWith("/"));
        if ((isNext || inNext) && address) {
            link = link.or(() -> Optional.of(here));
        } else if (isNext) {
            token = token.or(() -> Optional.of(here));
        }
        if (TOTALS.contains(name) && value == JsonToken.VALUE_NUMBER_INT) {
            total = total.or(() -> Optional.of(here));
        }
    }
}
