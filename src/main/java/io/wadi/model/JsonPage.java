package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A page of a resource: {@code records} JSON values in UTF-8, one after another with white space between them, in
 * {@code bytes} from {@code from} (inclusive) to {@code to} (exclusive). The array belongs to the page and is not changed.
 *
 * @param range the stretch of a file that these bytes are, when they can be read again there
 */
@SuppressWarnings("ArrayRecordComponent") // a page is moved, never compared
public record JsonPage(byte[] bytes, int from, int to, int records, Origin origin, Optional<FileRange> range)
        implements Page {
    public JsonPage {
        requireNonNull(origin);
        requireNonNull(range);
        if (from < 0 || to < from || to > bytes.length || records < 0) {
            throw new IllegalArgumentException("page of " + records + " records at " + from + ".." + to);
        }
    }

    public static JsonPage of(byte[] bytes, int records, Origin origin) {
        return new JsonPage(bytes, 0, bytes.length, records, origin, Optional.empty());
    }

    public int length() {
        return to - from;
    }
}
