package io.wadi.cli;

import io.wadi.camel.Databases;
import io.wadi.camel.SnowflakeAccount;
import io.wadi.config.Connections;
import io.wadi.config.Nearest;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.sql.Survey;
import io.wadi.load.snowflake.SnowflakeDataSource;
import java.util.Map;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wadi conn}: databases as they are configured, before a route reads them. */
@Command(
        name = "conn",
        description = "Look at a connection to a database: does it work, and what is there.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConnectionTestCommand.class, ConnectionDiscoverCommand.class})
final class ConnectionCommand {
    /** What its commands have in common. */
    abstract static class Asking extends TellingCommand {
        @Parameters(
                index = "0",
                paramLabel = "CONNECTION",
                description = "Its name, as in connection.NAME.url and wadi-sql:NAME.")
        String connection = "";

        @Mixin
        ProjectOptions project = new ProjectOptions();

        private Connections.Connection configured() {
            Settings settings = project.settings(surroundings());
            SampleSettings.in(settings).of(connection).mustBeEmpty();
            return Connections.named(connection, settings, project.secrets(surroundings()));
        }

        final Survey survey() {
            return new Survey(connection, source(), Nearest::to);
        }

        private DataSource source() {
            Secrets secrets = project.secrets(surroundings());
            return connection.equals(SnowflakeAccount.NAME)
                    ? new SnowflakeDataSource(
                            () -> SnowflakeAccount.read(project.settings(surroundings()), secrets), Map.of())
                    : Databases.of(configured(), secrets);
        }
    }
}
