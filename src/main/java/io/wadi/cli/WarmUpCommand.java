package io.wadi.cli;

import io.wadi.disk.Durable;
import io.wadi.flow.store.RunStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;

/**
 * {@code wadi warm-up}: touches what a run touches, so that the launcher's archive of classes holds it. Loads a few records
 * into a database that it throws away.
 */
@Command(name = "warm-up", hidden = true, description = "Load the classes that commands need.")
final class WarmUpCommand extends WadiCommand {
    @Override
    public Integer call() throws IOException {
        Path directory = Files.createTempDirectory("wadi-warm-up-");
        try {
            Path file = directory.resolve("in.jsonl");
            Files.writeString(file, """
                    {"id":1,"at":"2024-01-01T10:00:00Z","amount":1.5,"name":"\\u00e4","tags":["a"],"who":{"on":true}}
                    {"id":"two","at":null,"amount":2,"name":"b","tags":[],"who":{"on":false}}
                    """, StandardCharsets.UTF_8);
            RunStore.file(directory.resolve("runs.sqlite")).close();
            CopyCommand copy = new CopyCommand();
            copy.from = file.toString();
            copy.to = directory.resolve("out.duckdb").toString();
            copy.named = Optional.of("warm_up");
            copy.work.work = Optional.of(directory.resolve("work"));
            copy.spec = spec;
            return copy.call();
        } finally {
            Durable.remove(directory);
        }
    }
}
