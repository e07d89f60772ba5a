package io.wadi.flow.node;

/** Does what a run asks for, on the thread that calls: all its attempts, told to {@link Underway}. */
@FunctionalInterface
public interface Executor {
    /** Returns when the run has ended here; raises nothing but defects, with which it has ended, too. */
    void execute(Underway run);
}
