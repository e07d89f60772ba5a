package io.wadi.cli;

import picocli.CommandLine.Mixin;

/** A command whose user says how much is printed, and in which form. */
abstract class TellingCommand extends WadiCommand {
    @Mixin
    OutputOptions output = new OutputOptions();

    final Console console() {
        return surroundings().console(output);
    }
}
