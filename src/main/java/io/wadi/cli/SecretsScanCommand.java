package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.wadi.config.TrackedSecrets;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wadi secrets scan}: secrets in plain text where git has them. */
@Command(
        name = "scan",
        description = "Look for secrets in plain text in the files that git tracks.",
        footer = "%nExample: ./wadi secrets scan --staged")
final class SecretsScanCommand extends TellingCommand {
    @Option(names = "--staged", description = "Only in what the next commit brings, as it is staged.")
    boolean staged;

    @Override
    public Integer call() {
        List<Explanation> found = TrackedSecrets.scan(surroundings().home(), staged);
        if (!found.isEmpty()) {
            throw new ConfigurationFailure(found);
        }
        Console console = console();
        console.line("✓ no secret in plain text");
        console.json(JsonNodeFactory.instance.objectNode().put("outcome", "clean"));
        return Console.DONE;
    }
}
