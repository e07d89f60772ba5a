package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.camel.Databases;
import io.wadi.config.Connections;
import io.wadi.config.Nearest;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.sql.Database;
import io.wadi.extract.sql.Survey;
import io.wadi.extract.sql.SurveyedTable;
import io.wadi.extract.sql.TablePattern;
import io.wadi.server.console.Draft;
import io.wadi.server.console.From;
import io.wadi.server.console.Words;
import io.wadi.server.console.Workshop.Choice;
import io.wadi.server.console.Workshop.Table;
import io.wadi.server.console.Workshop.Tested;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tables of a database, which is configured or to be. */
record DatabaseDraft(Draft draft, Settings known, Secrets kept) implements DraftSource {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)?");
    private static final Pattern CHANGES = Pattern.compile("(?i).*(updat|modif|chang).*");

    /** What all sources of tables and records have first. */
    static final Choice ALL = new Choice("", "all, in place of those before");

    DatabaseDraft {
        requireNonNull(draft);
        requireNonNull(known);
        requireNonNull(kept);
    }

    /** How its database is called in routes and settings. */
    private String connection() {
        return draft.from() instanceof From.Known configured ? configured.connection() : draft.name();
    }

    private static String url(From.Server server) {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database();
    }

    private Survey survey() {
        if (!(draft.from() instanceof From.Server server)) {
            return new Survey(
                    connection(), Databases.of(Connections.named(connection(), known, kept), kept), Nearest::to);
        }
        DraftAddress.check(draft.name(), server);
        Database.Login login = new Database.Login(
                server.user(), draft.name(), "the password of the form", () -> Optional.of(draft.secret()));
        return new Survey(
                draft.name(),
                new Database(draft.name(), url(server) + "?connectTimeout=10&socketTimeout=20", Optional.of(login)),
                Nearest::to);
    }

    @Override
    public Tested test() {
        Survey.Server server = survey().server(InstantSource.system());
        String rights = server.rights()
                .map(each -> "it may read " + each.readable() + " of " + each.tables() + " tables and views")
                .orElse("what it may read was not asked");
        return new Tested(server.product() + " " + server.version(), server.user(), server.connecting(), rights);
    }

    @Override
    public List<Table> tables() {
        return survey().tables(Optional.empty(), List.of()).tables().stream()
                .map(DatabaseDraft::table)
                .toList();
    }

    private static Table table(SurveyedTable table) {
        String name = table.name().toString();
        Optional<String> barred = table.barred()
                ? Optional.of("its user may not read it")
                : Optional.of("its name takes a route by hand")
                        .filter(text -> !PLAIN.matcher(name).matches());
        if (barred.isPresent()) {
            return new Table(name, "", List.of(), barred);
        }
        List<Choice> reads = new ArrayList<>(List.of(ALL));
        table.columns().stream()
                .filter(column -> !table.primaryKey().isEmpty()
                        && column.type().toLowerCase(Locale.ROOT).startsWith("timestamp")
                        && PLAIN.matcher(column.becomes().name()).matches()
                        && CHANGES.matcher(column.becomes().name()).matches())
                .map(column -> changed(column.becomes().name()))
                .forEach(reads::add);
        String rows =
                table.rows().isPresent() ? "about " + Words.many(table.rows().getAsLong(), "row") + ", " : "";
        String key = table.primaryKey().isEmpty() ? "no key" : "key " + String.join(", ", table.primaryKey());
        return new Table(
                name, rows + Words.many(table.columns().size(), "column") + ", " + key, reads, Optional.empty());
    }

    static Choice changed(String column) {
        return new Choice(column, "what has changed, by " + column);
    }

    @Override
    public Survey.Sample sample(String table) {
        return survey().sample(TablePattern.list(table).get(0).name(), FirstRows.MOST, FirstRows.LONGEST);
    }

    @Override
    public String resource(String table) {
        return table.substring(table.lastIndexOf('.') + 1);
    }

    @Override
    public String about() {
        return "Tables of " + connection();
    }

    @Override
    public List<Step> steps() {
        List<String> options = new ArrayList<>();
        options.add("tables: " + DraftSource.quoted(String.join(", ", draft.tables())));
        if (draft.reads().isEmpty()) {
            options.add("writeDisposition: replace");
        } else {
            options.add("cursor.path: " + DraftSource.quoted(draft.reads()));
            options.add("cursor.onMissing: raise");
            if (draft.destination().equals("s3")) {
                options.add("writeDisposition: append            # S3 only grows: each version of a row is kept");
                options.add("cursor.duplicates: window           # and what is read again is known by its key");
            } else {
                options.add("writeDisposition: merge             # by the primary keys, which the database tells");
            }
        }
        return List.of(new Step("wadi-sql:" + connection(), options));
    }

    @Override
    public String settings() {
        String key = "connection." + draft.name();
        return draft.from() instanceof From.Server server
                ? "# Its password is the secret " + draft.name() + ".password.\n" + key + ".url=" + url(server) + "\n"
                        + key + ".user=" + DraftSource.escaped(server.user()) + "\n"
                : "";
    }

    @Override
    public Map<String, String> secrets() {
        return draft.from() instanceof From.Server ? Map.of(draft.name() + ".password", draft.secret()) : Map.of();
    }
}
