package io.wadi.camel;

import io.wadi.model.Explanation;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/** The value of an option that a run may change: with {@code ${…}} in it a Simple expression, else what it says. */
final class RunText {
    private final String text;
    private final Optional<Expression> expression;

    private RunText(String text, Optional<Expression> expression) {
        this.text = text;
        this.expression = expression;
    }

    static RunText of(CamelContext context, String option, String text, Problems problems) {
        if (!text.contains("${")) {
            return new RunText(text, Optional.empty());
        }
        try {
            Expression simple = context.resolveLanguage("simple").createExpression(text);
            simple.init(context);
            return new RunText(text, Optional.of(simple));
        } catch (RuntimeException e) {
            problems.add(Explanation.of(option + " is not a Simple expression: " + firstLine(e)));
            return new RunText(text, Optional.empty());
        }
    }

    /** Empty when nothing came of the expression: a parameter of the run that was not given. */
    Optional<String> in(Exchange exchange) {
        return expression
                .map(simple -> Optional.ofNullable(simple.evaluate(exchange, String.class)))
                .orElse(Optional.of(text))
                .filter(value -> expression.isEmpty() || !value.isEmpty());
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
