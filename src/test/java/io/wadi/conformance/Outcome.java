package io.wadi.conformance;

import java.util.List;

/** What became of a case. */
sealed interface Outcome {
    String word();

    List<String> reasons();

    /** Wadi did what dlt did. */
    record Passed() implements Outcome {
        @Override
        public String word() {
            return "passed";
        }

        @Override
        public List<String> reasons() {
            return List.of();
        }
    }

    /** Wadi did what it means to do instead. */
    record Deviates(String why) implements Outcome {
        @Override
        public String word() {
            return "deviates on purpose";
        }

        @Override
        public List<String> reasons() {
            return List.of(why);
        }
    }

    record NotBuilt(List<String> features) implements Outcome {
        public NotBuilt {
            features = List.copyOf(features);
        }

        @Override
        public String word() {
            return "not built";
        }

        @Override
        public List<String> reasons() {
            return features;
        }
    }

    record Differs(List<String> reasons) implements Outcome {
        public Differs {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String word() {
            return "differs";
        }
    }
}
