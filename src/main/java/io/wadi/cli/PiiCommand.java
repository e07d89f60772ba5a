package io.wadi.cli;

import picocli.CommandLine.Command;

/** {@code wadi pii}: what is about people. */
@Command(
        name = "pii",
        description = "Look for values about people that no mask hides.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = PiiScanCommand.class)
final class PiiCommand {}
