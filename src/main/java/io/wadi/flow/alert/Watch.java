package io.wadi.flow.alert;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Who is told what of a deployment. */
public record Watch(List<Channel> channels, Expectation expected) {
    public static final Watch NOBODY = new Watch(List.of(), Expectation.USUAL);

    public Watch {
        channels = List.copyOf(channels);
        requireNonNull(expected);
    }

    /**
     * Those that are told of a trouble. Whoever hears of zero rows need not hear that they are fewer than usual.
     *
     * @param others that came with it
     */
    public List<Channel> hearing(Trouble trouble, List<Trouble> others) {
        return channels.stream()
                .filter(channel -> channel.on().contains(trouble))
                .filter(channel -> trouble != Trouble.ROWS
                        || !others.contains(Trouble.ZERO_ROWS)
                        || !channel.on().contains(Trouble.ZERO_ROWS))
                .toList();
    }
}
