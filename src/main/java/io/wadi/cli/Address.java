package io.wadi.cli;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.file.Path;

/** What stands for a file on the command line: {@code file:///a/b}, {@code duckdb:///a/b}, {@code duckdb:b}, or a path. */
final class Address {
    private Address() {}

    /** The file of an address of that scheme. */
    static Path file(String address, String scheme) {
        String path = address.startsWith(scheme + "://")
                ? address.substring(scheme.length() + 3)
                : address.startsWith(scheme + ":") ? address.substring(scheme.length() + 1) : address;
        if (path.contains("://")) {
            throw new ConfigurationFailure(Explanation.of("'" + address + "' is no " + scheme + " address")
                    .fix("write " + scheme + ":///absolute/path, or a path"));
        }
        if (path.isBlank()) {
            throw new ConfigurationFailure(Explanation.of("'" + address + "' names no file")
                    .fix("write " + scheme + ":///absolute/path, or a path"));
        }
        return Path.of(path).toAbsolutePath().normalize();
    }
}
