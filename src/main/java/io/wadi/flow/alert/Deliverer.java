package io.wadi.flow.alert;

/** Brings a notice to a channel. */
@FunctionalInterface
public interface Deliverer {
    /**
     * Takes a minute at most.
     *
     * @param id the same for each try, so that whoever gets it twice can tell
     * @throws io.wadi.model.Failure that says what came back, without address or password
     */
    void deliver(Channel channel, Notice notice, String id);
}
