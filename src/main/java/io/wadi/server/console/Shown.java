package io.wadi.server.console;

/** Text that came from elsewhere, for people: of a bounded length, and with nothing in it that cannot be seen. */
public final class Shown {
    private static final int MOST = 2_000;

    private Shown() {}

    public static String of(String text) {
        return of(text, MOST);
    }

    /** Control characters, those that turn the direction of text and those without a width stand as their code points. */
    public static String of(String text, int most) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), most) + 16);
        text.codePoints().limit(most).forEach(point -> {
            if (isHidden(point)) {
                shown.append("⟨U+").append(String.format("%04X", point)).append('⟩');
            } else {
                shown.appendCodePoint(point);
            }
        });
        long more = text.codePointCount(0, text.length()) - (long) most;
        return more > 0
                ? shown.append("… and ").append(more).append(" characters more").toString()
                : shown.toString();
    }

    private static boolean isHidden(int point) {
        int type = Character.getType(point);
        boolean layout = point == '\n' || point == '\t';
        return !layout
                && (type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.PRIVATE_USE
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR);
    }
}
