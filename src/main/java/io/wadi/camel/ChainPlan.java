package io.wadi.camel;

import io.wadi.extract.rest.ParentRecords;
import io.wadi.model.Explanation;
import java.util.Optional;

/** The options of how an API's requests belong together, read once and checked. */
record ChainPlan(int parallel, Optional<ParentRecords> parent) {

    private static final int MOST = 64;

    static ChainPlan of(ChainConfiguration options, Problems problems) {
        int parallel = options.getParallel();
        if (parallel < 1 || parallel > MOST) {
            problems.add(Explanation.of("parallel is '" + parallel + "'")
                    .fix("say how many requests may be under way, 1 to " + MOST + "; 1 is one after another"));
        }
        return new ChainPlan(Math.max(1, parallel), Optional.empty());
    }
}
