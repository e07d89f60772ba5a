package io.wadi.cli;

import picocli.CommandLine.Command;

/** {@code wadi secrets}: where secrets are, never what they are. */
@Command(
        name = "secrets",
        description = "Look where secrets are found; none is ever shown.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SecretsCheckCommand.class, SecretsScanCommand.class})
final class SecretsCommand {}
