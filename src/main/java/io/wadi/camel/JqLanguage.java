package io.wadi.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.ExpressionToPredicateAdapter;
import org.apache.camel.support.LanguageSupport;

/**
 * The {@code jq} of Camel's routes, for light transformations of pages: as camel-jq, which cannot be had for this version of
 * Camel, and with no more than the body as input. Several results become an array.
 */
@Language("jq")
public class JqLanguage extends LanguageSupport {
    private static final Scope FUNCTIONS = functions();

    @Override
    public Expression createExpression(String expression) {
        JsonQuery query;
        try {
            query = JsonQuery.compile(expression, Versions.JQ_1_6);
        } catch (JsonQueryException e) {
            throw new ExpressionIllegalSyntaxException(expression, e);
        }
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return apply(query, exchange);
            }

            @Override
            public String toString() {
                return "jq[" + expression + "]";
            }
        };
    }

    @Override
    public Predicate createPredicate(String expression) {
        return ExpressionToPredicateAdapter.toPredicate(createExpression(expression));
    }

    private static JsonNode apply(JsonQuery query, Exchange exchange) {
        List<JsonNode> results = new ArrayList<>();
        try {
            query.apply(Scope.newChildScope(FUNCTIONS), input(exchange), results::add);
        } catch (JsonQueryException e) {
            throw new IllegalArgumentException("jq: " + e.getMessage(), e);
        }
        if (results.size() == 1) {
            return results.get(0);
        }
        ArrayNode array = JsonBodies.MAPPER.createArrayNode();
        array.addAll(results);
        return array;
    }

    private static JsonNode input(Exchange exchange) {
        return Optional.ofNullable(exchange.getMessage().getBody(JsonNode.class))
                .orElseThrow(() -> new IllegalArgumentException("jq: the body is not JSON"));
    }

    private static Scope functions() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        return scope;
    }
}
