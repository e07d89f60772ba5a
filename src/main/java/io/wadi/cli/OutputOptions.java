package io.wadi.cli;

import picocli.CommandLine.Option;

/** How much is printed, and in which form. */
final class OutputOptions {
    @Option(names = "--json", description = "Print one JSON object instead of text; failures too.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but failures.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what happens, and print stack traces.")
    boolean verbose;

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            description = "json: what happens on the way as JSON objects, one a line, and the outcome as with --json.")
    LogFormat logFormat = LogFormat.TEXT;
}
