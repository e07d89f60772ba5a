package io.wadi.server;

/** Somebody who is told what happens in a run. */
public interface Listener {
    /** Whether it takes more now. */
    boolean isReady();

    /** Whether it has left. */
    boolean isGone();

    /** @param event as it goes over the wire, with the empty line at its end */
    void tell(String event);

    /** There will be no more. */
    void end();
}
