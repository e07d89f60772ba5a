package io.wadi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wadi.model.Pause;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {
    private static final PrintStream NOBODY =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private static final Surroundings HERE =
            new Surroundings(NOBODY, NOBODY, Map.of(), Path.of("."), false, Pause.REAL);

    @Test
    void aCommandIsKnownUnderTheNameThatItCallsItself() {
        Map<String, CommandLine> all = Wadi.commandLine(HERE, "--help").getSubcommands();
        all.forEach((name, command) -> assertEquals(
                command.getCommand()
                        .getClass()
                        .getAnnotation(CommandLine.Command.class)
                        .name(),
                name));
        Set<String> alone = all.keySet().stream()
                .flatMap(name -> Wadi.commandLine(HERE, name, "--help").getSubcommands().keySet().stream())
                .collect(Collectors.toSet());
        assertEquals(all.keySet(), alone);
    }

    @Test
    void onlyTheCommandThatIsWantedIsLookedAt() {
        assertEquals(
                Set.of("copy"),
                Wadi.commandLine(HERE, "copy", "a", "b").getSubcommands().keySet());
    }
}
