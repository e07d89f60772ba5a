package io.wadi.camel;

import io.wadi.config.Nearest;
import io.wadi.extract.sql.Catalogue;
import io.wadi.extract.sql.Snapshot;
import io.wadi.extract.sql.SqlTable;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.pipeline.Loading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.SynchronizationAdapter;

/** Add tables of a database to the source of the route, a resource each, read from one snapshot. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "wadi-sql",
        title = "Wadi SQL",
        syntax = "wadi-sql:connection",
        producerOnly = true,
        category = {Category.DATABASE})
@Metadata(excludeProperties = "lazyStartProducer,table,through,maxNesting,addRootId")
public class SqlEndpoint extends CalledEndpoint implements RegisteringEndpoint {
    @UriPath(description = "Name of the connection, configured as connection.NAME.url and connection.NAME.user")
    @Metadata(required = true)
    private final String connection;

    @UriParam
    private final TablesConfiguration tables = new TablesConfiguration();

    @UriParam
    private final TableConfiguration reading = new TableConfiguration();

    @UriParam
    private final ResourceConfiguration resource = new ResourceConfiguration();

    @UriParam
    private final WritingConfiguration writing = new WritingConfiguration();

    @UriParam
    private final SchemaConfiguration schema = new SchemaConfiguration();

    private Optional<SqlPlan> plan = Optional.empty();

    public SqlEndpoint(String uri, SqlComponent component, String connection) {
        super(uri, component, "wadi-sql", connection);
        this.connection = connection;
    }

    void prepare(Map<String, Object> options, Problems problems) {
        plan = Optional.of(new SqlPlan(at(), tables, options, getCamelContext(), problems));
        problems.raise();
    }

    public String getConnection() {
        return connection;
    }

    public TablesConfiguration getTables() {
        return tables;
    }

    public TableConfiguration getReading() {
        return reading;
    }

    public ResourceConfiguration getResource() {
        return resource;
    }

    public WritingConfiguration getWriting() {
        return writing;
    }

    public SchemaConfiguration getSchema() {
        return schema;
    }

    @Override
    public Registered registered() {
        return plan.orElseThrow().registered();
    }

    /** Asks the database what its tables are like: keys and types are hints, which a run needs before it reads. */
    @Override
    void call(Exchange exchange) {
        Source source = Variables.source(exchange, at());
        Deadline deadline = Optional.ofNullable(exchange.getVariable(Variables.RUN, Loading.class))
                .map(Loading::deadline)
                .orElseGet(Deadline::none);
        DataSource database = database();
        Snapshot snapshot = new Snapshot(connection, database);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                snapshot.close();
            }
        });
        reflect(exchange, database, deadline).forEach(table -> {
            table.warnings().forEach(source::warn);
            SqlPlan said = plan.orElseThrow();
            int readers = said.parallel(table.name());
            Resource resource = new Resource(
                            table.name().table(),
                            table.hints(),
                            extraction -> table.open(extraction, snapshot, source::warn, readers))
                    .with(said.deletion(table.name()).of(table, snapshot));
            Variables.add(exchange, at(), resource, said.hints(table.name()));
        });
    }

    private List<SqlTable> reflect(Exchange exchange, DataSource database, Deadline deadline) {
        SqlPlan options = plan.orElseThrow();
        try {
            return new Catalogue(connection, database, Nearest::to)
                    .reflect(options.choice(exchange), found -> options.requests(exchange, found), deadline);
        } catch (ConfigurationFailure e) {
            Problems located = new Problems(at());
            e.problems().forEach(located::add);
            throw new ConfigurationFailure(located.found());
        }
    }

    private DataSource database() {
        return Optional.ofNullable(getCamelContext().getRegistry().lookupByNameAndType(connection, DataSource.class))
                .orElseThrow(() -> {
                    List<String> names = List.copyOf(getCamelContext()
                            .getRegistry()
                            .findByTypeWithName(DataSource.class)
                            .keySet());
                    return new ConfigurationFailure(Explanation.of("there is no connection " + connection)
                            .at(at())
                            .fix(Nearest.to(connection, names)
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("set connection." + connection + ".url in application.properties")));
                });
    }
}
