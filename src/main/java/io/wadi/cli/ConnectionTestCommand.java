package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.extract.sql.Survey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code wadi conn test}: whether a connection works, and as whom. */
@Command(
        name = "test",
        description = "Log in, and tell which database answers, how fast, and what the user may do.",
        footer = "%nExample: ./wadi conn test shop")
final class ConnectionTestCommand extends ConnectionCommand.Asking {
    @Override
    public Integer call() {
        Console console = console();
        Survey.Server server = survey().server(InstantSource.system());
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("connection", connection);
        root.put("product", server.product())
                .put("version", server.version())
                .put("database", server.database())
                .put("schema", server.schema())
                .put("user", server.user())
                .put("connectMillis", millis(server.connecting()))
                .put("answerMillis", millis(server.answering()));
        server.rights()
                .ifPresent(rights -> root.putObject("rights")
                        .put("tables", rights.tables())
                        .put("readable", rights.readable())
                        .put("writable", rights.writable())
                        .put("replica", rights.replica())
                        .put("readOnly", rights.readOnly()));
        console.line("✓ connection " + connection + " works");
        console.line("  database  " + server.product() + " " + server.version() + place(server));
        console.line("  user      " + (server.user().isEmpty() ? "nobody logs in" : server.user()));
        console.line(String.format(
                Locale.ROOT,
                "  latency   %.0f ms to log in, %.1f ms a question",
                millis(server.connecting()),
                millis(server.answering())));
        server.rights().ifPresent(rights -> console.line("  rights    " + rights(rights)));
        console.json(root);
        return Console.DONE;
    }

    private static String place(Survey.Server server) {
        return (server.database().isEmpty() ? "" : ", database " + server.database())
                + (server.schema().isEmpty() ? "" : ", schema " + server.schema());
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static String rights(Survey.Rights rights) {
        List<String> words = new ArrayList<>();
        words.add("reads " + rights.readable() + " of " + rights.tables() + " tables and views");
        if (rights.replica()) {
            words.add("the server is a replica, which nobody writes to");
        } else if (rights.writable() == 0) {
            words.add("writes to none");
        } else {
            words.add("may write to " + rights.writable() + (rights.readOnly() ? ", by asking for it" : "")
                    + ": a user who cannot is safer");
        }
        return String.join("; ", words);
    }
}
