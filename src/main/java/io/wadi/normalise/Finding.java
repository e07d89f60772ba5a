package io.wadi.normalise;

/** What a user should know of a run that went well. */
public sealed interface Finding permits Collision, Discarded, Keyless, Narrowed, SetAside {
    /** What a person is told. */
    String describe();
}
