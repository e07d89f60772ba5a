package io.wadi.camel;

import io.wadi.extract.rest.RestClient;
import io.wadi.extract.rest.RestResource;
import io.wadi.model.Extraction;
import io.wadi.model.Pages;
import io.wadi.model.Reading;
import io.wadi.model.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Add a resource that reads an API page by page to the source of the route. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "wadi-rest",
        title = "Wadi REST",
        syntax = "wadi-rest:name",
        producerOnly = true,
        category = {Category.API, Category.HTTP})
@Metadata(excludeProperties = "lazyStartProducer")
public class RestEndpoint extends CalledEndpoint implements RegisteringEndpoint {
    @UriPath(description = "Name of the resource, which is also that of its table")
    @Metadata(required = true)
    private final String name;

    @UriParam
    private final RequestConfiguration request = new RequestConfiguration();

    @UriParam
    private final AuthConfiguration authentication = new AuthConfiguration();

    @UriParam
    private final ConductConfiguration conducting = new ConductConfiguration();

    @UriParam
    private final PaginatorConfiguration pages = new PaginatorConfiguration();

    @UriParam
    private final ChainConfiguration chains = new ChainConfiguration();

    @UriParam
    private final ResourceConfiguration resource = new ResourceConfiguration();

    @UriParam
    private final WritingConfiguration writing = new WritingConfiguration();

    @UriParam
    private final SchemaConfiguration schema = new SchemaConfiguration();

    private Optional<Conduct> conduct = Optional.empty();
    private Optional<RestPlan> plan = Optional.empty();
    private Optional<ResourceHints> hints = Optional.empty();

    public RestEndpoint(String uri, RestComponent component, String name) {
        super(uri, component, "wadi-rest", name);
        this.name = name;
    }

    void prepare(Map<String, ?> options, Set<String> given, Problems problems) {
        // An option that is misspelt would be missed here, too.
        boolean complete = problems.isEmpty();
        hints = Optional.of(
                ResourceHints.of(at(), options, resource, getComponent().getCamelContext(), problems));
        Through.check(resource.getThrough(), problems);
        if (!complete) {
            problems.raise();
        }
        conduct = Optional.of(Conduct.of(conducting, given, problems));
        plan = Optional.of(new RestPlan(
                request,
                pages,
                chains,
                AuthPlan.of(authentication, given, problems),
                given,
                getComponent().getCamelContext(),
                problems));
        problems.raise();
    }

    public String getName() {
        return name;
    }

    public RequestConfiguration getRequest() {
        return request;
    }

    public AuthConfiguration getAuthentication() {
        return authentication;
    }

    public ConductConfiguration getConducting() {
        return conducting;
    }

    public PaginatorConfiguration getPages() {
        return pages;
    }

    public ChainConfiguration getChains() {
        return chains;
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
    public Map<String, Reading> readings() {
        return Map.of(name, plan.orElseThrow().reading());
    }

    @Override
    void call(Exchange exchange) {
        Variables.source(exchange, at());
        Variables.add(exchange, at(), resource(exchange), hints.orElseThrow());
    }

    /** What the run's parameters make of the options; nothing is asked before the resource is opened. */
    private Resource resource(Exchange exchange) {
        RestResource rest = plan.orElseThrow().in(exchange);
        Supplier<RestClient> client = ((RestComponent) getComponent()).client(exchange, at(), conduct.orElseThrow());
        Through through = new Through(resource.getThrough(), exchange);
        return new Resource(
                name,
                hints.orElseThrow().in(exchange),
                extraction -> open(rest, client.get(), through, extraction),
                Resource.AfterLoad.NOTHING,
                plan.orElseThrow().reading());
    }

    private static Pages open(RestResource rest, RestClient client, Through through, Extraction extraction) {
        return through.pass(rest.open(extraction, client));
    }
}
