package io.wadi.camel;

/** What becomes of a parent's record that has not what requests are made of. */
public enum ParentMissing {
    /** The run fails. */
    FAIL,
    /** Nothing is asked with it. */
    SKIP
}
