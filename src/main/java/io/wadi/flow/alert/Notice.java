package io.wadi.flow.alert;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message, before it is put into the form of its channel. Names and errors of sources stand in it: they are cut, and
 * what could change how a line is read is shown for what it is. Each channel escapes what means something to it.
 *
 * @param deployment empty in a test message
 * @param at when it was found, as in {@code 2026-11-22T12:00:00Z}
 */
public record Notice(
        Mood mood,
        String deployment,
        Optional<Trouble> trouble,
        String subject,
        Optional<String> run,
        String at,
        List<Fact> facts) {
    /** What a message is for. */
    public enum Mood {
        ALERT,
        RECOVERY,
        TEST
    }

    /** A line of it. */
    public record Fact(String label, String text) {
        private static final int LONGEST = 500;

        public Fact {
            requireNonNull(label);
            text = shown(text, LONGEST);
        }
    }

    private static final int LONGEST_SUBJECT = 140;
    private static final int MOST_FACTS = 12;

    public Notice {
        requireNonNull(mood);
        requireNonNull(deployment);
        requireNonNull(trouble);
        requireNonNull(run);
        requireNonNull(at);
        subject = shown(subject, LONGEST_SUBJECT);
        facts = List.copyOf(facts.subList(0, Math.min(MOST_FACTS, facts.size())));
    }

    /** The text on one line: blanks for its ends, escapes for controls and for what turns the direction of writing. */
    static String shown(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.strip().replace("\r\n", "\n").codePoints().forEach(c -> {
            int kind = Character.getType(c);
            if (c == '\n' || c == '\r' || c == '\t') {
                shown.append(' ');
            } else if (kind == Character.CONTROL
                    || kind == Character.FORMAT
                    || kind == Character.SURROGATE
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        if (shown.length() <= longest) {
            return shown.toString();
        }
        int end = Character.isLowSurrogate(shown.charAt(longest - 1)) ? longest - 2 : longest - 1;
        return shown.substring(0, end) + "…";
    }
}
