package io.wadi.camel;

import io.wadi.extract.json.JsonPath;
import io.wadi.model.Resource;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Add what the endpoint before it left as a resource to the source of the route: JSON, maps, beans, or many of these. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "wadi-records",
        title = "Wadi records",
        syntax = "wadi-records:name",
        producerOnly = true,
        remote = false,
        category = {Category.TRANSFORMATION})
@Metadata(excludeProperties = "lazyStartProducer")
public class RecordsEndpoint extends CalledEndpoint implements RegisteringEndpoint {
    private static final String SEARCH = "auto";

    @UriPath(description = "Name of the resource, which is also that of its table")
    @Metadata(required = true)
    private final String name;

    @UriParam(
            defaultValue = "$",
            description = "Where JSON has its records, such as $.data.items; auto searches it, up to 64 MB")
    private String dataSelector = "$";

    @UriParam
    private final ResourceConfiguration resource = new ResourceConfiguration();

    @UriParam
    private final WritingConfiguration writing = new WritingConfiguration();

    @UriParam
    private final SchemaConfiguration schema = new SchemaConfiguration();

    private Optional<JsonPath> records = Optional.empty();
    private Optional<ResourceHints> hints = Optional.empty();

    public RecordsEndpoint(String uri, RecordsComponent component, String name) {
        super(uri, component, "wadi-records", name);
        this.name = name;
    }

    void prepare(Map<String, ?> options, Problems problems) {
        records = dataSelector.equals(SEARCH)
                ? Optional.empty()
                : problems.read("dataSelector", dataSelector, JsonPath::parse);
        hints = Optional.of(
                ResourceHints.of(at(), options, resource, getComponent().getCamelContext(), problems));
        Through.check(resource.getThrough(), problems);
        problems.raise();
    }

    public String getName() {
        return name;
    }

    public String getDataSelector() {
        return dataSelector;
    }

    public void setDataSelector(String dataSelector) {
        this.dataSelector = dataSelector;
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

    @Override
    void call(Exchange exchange) {
        Variables.source(exchange, at());
        Variables.add(exchange, at(), resource(exchange), hints.orElseThrow());
    }

    /** Nothing is read before the resource is opened, which is while the route is still being run. */
    private Resource resource(Exchange exchange) {
        RecordsBody body = RecordsBody.take(exchange, at());
        Through through = new Through(resource.getThrough(), exchange);
        return new Resource(name, hints.orElseThrow().in(exchange), extraction -> through.pass(body.pages(records)));
    }
}
