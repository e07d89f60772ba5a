package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a console looks up and has written in the project that its server runs. What cannot be done is raised as an
 * {@link io.wadi.model.Failure}; nothing that is returned holds a secret.
 */
public interface Workshop {
    /**
     * A database, an API or a folder that answered.
     *
     * @param rights what may be read there, in words
     */
    record Tested(String product, String user, Duration connecting, String rights) {
        public Tested {
            requireNonNull(product);
            requireNonNull(user);
            requireNonNull(connecting);
            requireNonNull(rights);
        }
    }

    /**
     * One of several answers.
     *
     * @param word of a form
     * @param text for people
     */
    record Choice(String word, String text) {
        public Choice {
            requireNonNull(word);
            requireNonNull(text);
        }
    }

    /**
     * A table, a list of records or files of like names, that could be read.
     *
     * @param holds how much, in words
     * @param reads what of it each run may read, the usual first
     * @param barred why it cannot be chosen; empty where it can
     */
    record Table(String name, String holds, List<Choice> reads, Optional<String> barred) {
        public Table {
            requireNonNull(name);
            requireNonNull(holds);
            reads = List.copyOf(reads);
            requireNonNull(barred);
        }
    }

    /**
     * The first rows of a table.
     *
     * @param hidden why the values of a column are not shown, by its name
     */
    record Sample(String table, List<String> columns, List<List<String>> rows, Map<String, String> hidden) {
        public Sample {
            requireNonNull(table);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            hidden = Map.copyOf(hidden);
        }
    }

    /** How an API could be asked for further pages, by a paginator and its options, the likeliest first; none of others. */
    List<Choice> pagings(Draft draft);

    /**
     * What saving would do.
     *
     * @param deployment its name
     * @param patch the changes of all files, as {@code git apply} takes them
     * @param secrets the names of those that are kept beside them, without their values
     */
    record Plan(String deployment, String patch, List<String> secrets) {
        public Plan {
            requireNonNull(deployment);
            requireNonNull(patch);
            secrets = List.copyOf(secrets);
        }
    }

    /**
     * The package of a run, as it lies here.
     *
     * @param follows the load that it begins from; empty where it is the first
     * @param statements of its last load, without the values that were sent with them; empty where none are kept
     * @param mayResume whether it waits to be loaded
     * @param mayReplay whether it was loaded, and may be once more
     */
    record Packed(
            String loadId,
            String state,
            String goesTo,
            String follows,
            String lies,
            long bytes,
            List<PackedTable> tables,
            List<Moved> remembers,
            String statements,
            boolean mayResume,
            boolean mayReplay) {
        public Packed {
            requireNonNull(loadId);
            requireNonNull(state);
            requireNonNull(goesTo);
            requireNonNull(follows);
            requireNonNull(lies);
            tables = List.copyOf(tables);
            remembers = List.copyOf(remembers);
            requireNonNull(statements);
        }
    }

    /** @param writes how its rows come into the table: append, replace, merge by what */
    record PackedTable(String name, String writes, long rows, long bytes) {
        public PackedTable {
            requireNonNull(name);
            requireNonNull(writes);
        }
    }

    /**
     * What the pipeline remembers of a resource, before and after the package.
     *
     * @param what the path of its cursor, or files
     */
    record Moved(String resource, String what, String before, String after) {
        public Moved {
            requireNonNull(resource);
            requireNonNull(what);
            requireNonNull(before);
            requireNonNull(after);
        }
    }

    /** The package that a run made; empty where it is not, or no longer, on this machine. */
    Optional<Packed> packed(String run);

    /**
     * Goes on with the package of a run, or loads it once more, in a run of its own.
     *
     * @return the run; empty where the run itself is to be tried again
     * @throws io.wadi.model.Failure when that cannot be, with the reason
     */
    String again(Run run, Trigger trigger, String by);

    /** The names of the parameters that the routes of a pipeline read. */
    Set<String> parameters(String pipeline);

    /** The databases that are configured, by their names. */
    List<String> connections();

    /** Why nothing is written here; empty where it is. */
    Optional<String> closed();

    Tested test(Draft draft);

    List<Table> tables(Draft draft);

    /** At most twenty rows, without what is or seems to be about people. */
    Sample sample(Draft draft, String table);

    Plan plan(Draft draft);

    /** Writes all of it or nothing, and puts it in force. */
    void save(Draft draft);
}
