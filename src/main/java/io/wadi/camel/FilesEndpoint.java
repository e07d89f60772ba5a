package io.wadi.camel;

import io.wadi.extract.files.Delivery;
import io.wadi.model.Reading;
import io.wadi.model.Resource;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Add a resource that reads files, each once, to the source of the route. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "wadi-files",
        title = "Wadi files",
        syntax = "wadi-files:name",
        producerOnly = true,
        category = {Category.FILE})
@Metadata(excludeProperties = "lazyStartProducer")
public class FilesEndpoint extends CalledEndpoint implements RegisteringEndpoint {
    @UriPath(description = "Name of the resource, which is also that of its table")
    @Metadata(required = true)
    private final String name;

    @UriParam
    private final FilesConfiguration files = new FilesConfiguration();

    @UriParam
    private final ResourceConfiguration resource = new ResourceConfiguration();

    @UriParam
    private final WritingConfiguration writing = new WritingConfiguration();

    @UriParam
    private final SchemaConfiguration schema = new SchemaConfiguration();

    private Optional<FilesPlan> plan = Optional.empty();
    private Optional<ResourceHints> hints = Optional.empty();

    public FilesEndpoint(String uri, FilesComponent component, String name) {
        super(uri, component, "wadi-files", name);
        this.name = name;
    }

    void prepare(Map<String, ?> options, Problems problems) {
        hints = Optional.of(ResourceHints.of(at(), options, resource, getCamelContext(), problems));
        Through.check(resource.getThrough(), problems);
        plan = Optional.of(new FilesPlan(files, resource.getThrough(), getCamelContext(), problems));
        problems.raise();
    }

    public String getName() {
        return name;
    }

    public FilesConfiguration getFiles() {
        return files;
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
        return new Registered(Map.of(name, hints.orElseThrow()), false);
    }

    /** No folder is looked at before the resource is opened. */
    @Override
    void call(Exchange exchange) {
        Variables.source(exchange, at());
        Delivery delivery = plan.orElseThrow().in(exchange, at());
        Through through = new Through(resource.getThrough(), exchange);
        Resource read = new Resource(
                name,
                hints.orElseThrow().in(exchange),
                extraction -> through.pass(delivery.open(extraction, extraction.warnings())),
                delivery::act,
                Reading.BESIDE);
        Variables.add(exchange, at(), read, hints.orElseThrow());
    }
}
