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
}
