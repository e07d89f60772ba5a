package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.Caller;
import io.wadi.server.Role;
import io.wadi.server.Token;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi token}: who may ask a server. */
@Command(
        name = "token",
        description = "Make tokens, with which programs ask a server.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = TokenCommand.New.class)
final class TokenCommand {
    /** {@code wadi token new}: draws a token; only its hash is to be kept. */
    @Command(
            name = "new",
            description = "Print a new token, once, and the line with its hash that the server's secrets need.",
            footer = "%nExample: ./wadi token new ci --role operator")
    static final class New extends TellingCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "Who uses it: stands in the list of runs.")
        String name = "";

        @Option(
                names = "--role",
                description = "${COMPLETION-CANDIDATES}: sees, or also has runs begin and end, or also deploys; default"
                        + " ${DEFAULT-VALUE}.")
        Role role = Role.VIEWER;

        @Override
        public Integer call() {
            if (!Token.isName(name)) {
                throw new ConfigurationFailure(Explanation.of("a token cannot be called '" + name + "'")
                        .fix("use up to 60 letters, digits, dots, hyphens and underscores"));
            }
            byte[] random = new byte[Token.BYTES];
            new SecureRandom().nextBytes(random);
            String secret = Token.secret(random);
            String entry = Token.of(new Caller(name, role), secret).entry();
            Console console = console();
            console.line("token   " + secret);
            console.line("entry   " + entry);
            console.note(
                    "the token is shown this once: give it to " + name + ", who sends Authorization: Bearer TOKEN");
            console.note(
                    "the entry goes into api.tokens of the server's secrets, after a comma where there are others");
            console.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name)
                    .put("role", role.word())
                    .put("token", secret)
                    .put("entry", entry));
            return Console.DONE;
        }
    }
}
