package io.wadi.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that the lane of peers leaves out, and says so; the docs list it, too. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NotWithPeers.Condition.class)
public @interface NotWithPeers {
    /** What the peer cannot do. */
    String value();

    /** Leaves it out. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!Peer.used()) {
                return ConditionEvaluationResult.enabled("");
            }
            String why = context.getRequiredTestMethod()
                    .getAnnotation(NotWithPeers.class)
                    .value();
            System.out.println(
                    "peers: left out " + context.getRequiredTestClass().getSimpleName() + "."
                            + context.getRequiredTestMethod().getName() + ": " + why);
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
