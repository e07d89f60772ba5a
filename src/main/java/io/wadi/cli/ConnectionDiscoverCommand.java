package io.wadi.cli;

import io.wadi.extract.sql.Survey;
import io.wadi.extract.sql.TablePattern;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi conn discover}: what there is to read. */
@Command(
        name = "discover",
        description = "Show tables and views: columns, what their types become, keys, and about how many rows.",
        footer = "%nExample: ./wadi conn discover shop --schema public 'order_*'")
final class ConnectionDiscoverCommand extends ConnectionCommand.Asking {
    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "As for tables of wadi-sql: order_*, sales.*, names with commas; all when absent.")
    Optional<String> pattern = Optional.empty();

    @Option(names = "--schema", description = "Look there instead of in the user's own schema.")
    Optional<String> schema = Optional.empty();

    @Override
    public Integer call() {
        Console console = console();
        Survey.Tables found = survey().tables(schema, patterns());
        DiscoveredText text = new DiscoveredText(found);
        text.lines().forEach(console::line);
        console.json(text.json(connection));
        return Console.DONE;
    }

    private List<TablePattern> patterns() {
        try {
            return pattern.map(TablePattern::list).orElse(List.of());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of("PATTERN: " + e.getMessage())
                    .fix("write order_*, sales.* or names, separated by commas"));
        }
    }
}
