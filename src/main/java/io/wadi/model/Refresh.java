package io.wadi.model;

import java.util.Locale;

/** How far a run begins anew. A source that was never loaded has nothing to clear. */
public enum Refresh {
    /** All tables of the source go, whichever resources run, and all its state. */
    DROP_SOURCES,
    /** The tables of the resources that run go, nested ones too, and their state. */
    DROP_RESOURCES,
    /** The tables of the resources that run are emptied, and their state goes. */
    DROP_DATA;

    /** The word of dlt and of our options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
