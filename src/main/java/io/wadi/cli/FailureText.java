package io.wadi.cli;

import io.wadi.model.Explanation;

/** An explanation on a terminal: what, where, what to do. */
final class FailureText {
    private FailureText() {}

    static String of(Explanation problem) {
        StringBuilder text = new StringBuilder("✗ ").append(problem.what()).append(System.lineSeparator());
        problem.at().ifPresent(at -> line(text, "at", at));
        problem.fix().ifPresent(fix -> line(text, "fix", fix));
        return text.toString();
    }

    private static void line(StringBuilder text, String word, String value) {
        text.append("  ")
                .append(word)
                .append(" ".repeat(7 - word.length()))
                .append(value)
                .append(System.lineSeparator());
    }
}
