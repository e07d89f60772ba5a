package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.Role;
import io.wadi.server.Token;
import io.wadi.server.console.Users;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi user}: who may sign in at the console. */
@Command(
        name = "user",
        description = "Make users, who sign in at a server's console with a password.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = UserCommand.New.class)
final class UserCommand {
    private static final Map<String, Role> ROLES =
            Map.of("viewer", Role.VIEWER, "operator", Role.OPERATOR, "admin", Role.EDITOR);

    /** {@code wadi user new}: hashes a password; the password itself is kept nowhere. */
    @Command(
            name = "new",
            description = "Read a password from the terminal, or a line of the input, and print the line that the users"
                    + " file needs.",
            footer = "%nExample: ./wadi user new anna --role operator >> users")
    static final class New extends TellingCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "Who it is: stands in the list of runs.")
        String name = "";

        @Option(
                names = "--role",
                description = "viewer, operator or admin: sees, or also has runs begin and end, or also says what is"
                        + " deployed; default ${DEFAULT-VALUE}.")
        String role = "viewer";

        @Override
        public Integer call() {
            if (!Token.isName(name)) {
                throw new ConfigurationFailure(Explanation.of("a user cannot be called '" + name + "'")
                        .fix("use up to 60 letters, digits, dots, hyphens and underscores"));
            }
            Role of = Optional.ofNullable(ROLES.get(role))
                    .orElseThrow(() -> new ConfigurationFailure(
                            Explanation.of("there is no role '" + role + "'").fix("viewer, operator or admin")));
            String password = password();
            if (password.length() < Users.SHORTEST_PASSWORD || password.length() > Users.LONGEST_PASSWORD) {
                throw new ConfigurationFailure(Explanation.of("the password has " + password.length() + " characters")
                        .fix("use from " + Users.SHORTEST_PASSWORD + " to " + Users.LONGEST_PASSWORD
                                + ": a few words that do not belong together"));
            }
            String line = Users.line(name, of, password);
            Console console = console();
            console.line(line);
            console.note("this line goes into the file that wadi.console.users names");
            console.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name)
                    .put("role", role)
                    .put("line", line));
            return Console.DONE;
        }

        private String password() {
            Optional<java.io.Console> terminal = Optional.ofNullable(System.console())
                    .filter(each -> surroundings().terminal());
            if (terminal.isPresent()) {
                return new String(terminal.get().readPassword("Password of %s: ", name));
            }
            try {
                return Optional.ofNullable(
                                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine())
                        .orElse("");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
