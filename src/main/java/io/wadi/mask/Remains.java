package io.wadi.mask;

import io.wadi.model.Mask;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a kind of mask leaves of one value. For one thread. */
final class Remains {
    /** Of longer values the last characters are left: a third at most. */
    private static final int LONG = 12;

    private static final int LAST = 4;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@:/]+@([\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+)");

    private final Optional<KeyedHash> hash;

    Remains(Optional<KeyedHash> hash) {
        this.hash = hash;
    }

    /**
     * @param text as {@link CanonicalText} has it
     * @param single whether it is one value, and no object or list
     * @return text; empty for null
     */
    Optional<String> of(Mask.Kind kind, String text, boolean single) {
        return switch (kind) {
            case KEEP -> Optional.of(text);
            case TRUNCATE_MONTH, TRUNCATE_YEAR -> single ? Truncated.text(text, kind) : Optional.empty();
            case PARTIAL -> Optional.of(single ? partial(text) : Masking.REDACTED);
            case HASH -> Optional.of(hash.orElseThrow().of(text));
            case REDACT -> Optional.of(Masking.REDACTED);
            case NULL, DROP -> Optional.empty();
        };
    }

    private static String partial(String text) {
        Matcher email = EMAIL.matcher(text);
        if (email.matches()) {
            return Masking.REDACTED + "@" + email.group(1);
        }
        return text.codePointCount(0, text.length()) < LONG
                ? Masking.REDACTED
                : Masking.REDACTED + text.substring(text.offsetByCodePoints(text.length(), -LAST));
    }
}
