package io.wadi.cli;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A name for what a command is to do, so that it can be repeated from outside until it says that it is done. */
final class KeyOption {
    private static final int LONGEST = 200;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Load at most once under this key: the same command again loads nothing and exits 0, even"
                    + " from another machine, and even when it was killed after its commit. A folder of Parquet files"
                    + " keeps no keys: each load replaces them whole.")
    Optional<String> key = Optional.empty();

    /** @throws ConfigurationFailure when it is no key */
    Optional<String> checked() {
        key.filter(text -> text.isBlank()
                        || text.length() > LONGEST
                        || text.startsWith("run ")
                        || text.chars().anyMatch(Character::isISOControl))
                .ifPresent(text -> {
                    throw new ConfigurationFailure(Explanation.of("--key is '" + text + "'")
                            .fix("use 1 to " + LONGEST + " printable characters that do not begin with 'run '"));
                });
        return key;
    }
}
