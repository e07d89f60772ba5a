package io.wadi.camel;

import io.wadi.extract.files.CsvOptions;
import io.wadi.extract.files.FileFormat;
import io.wadi.extract.files.StreamReading;
import io.wadi.extract.json.JsonPath;
import io.wadi.model.Explanation;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Add what the endpoint before it left as a resource to the source of the route: JSON, CSV, maps, beans, or many of these. */
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

    /** What a body is. */
    public enum Format {
        /** As text in any form, or values of Java. */
        JSON,
        JSONL,
        CSV
    }

    @UriParam(
            enums = "json,jsonl,csv",
            defaultValue = "json",
            description = "What the body is: one JSON text or values of Java, one JSON value a line, or CSV")
    private Format format = Format.JSON;

    @UriParam(
            prefix = "csv.",
            multiValue = true,
            description = "How CSV is written, where its beginning does not tell it right: csv.delimiter (one"
                    + " character, or tab; found out unless said), .quote (one character, or none; a double"
                    + " quote unless said), .header (true or false: whether the first record has the names;"
                    + " found out unless said), .columns (names, separated by commas; those of the header"
                    + " unless said), .nullText (what stands for no value; an empty cell unless said) and"
                    + " .encoding (such as windows-1252; utf-8 unless said)")
    private Map<String, String> csv = Map.of();

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

    private Optional<StreamReading> lines = Optional.empty();
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
        CsvOptions written = CsvReading.of(csv, problems);
        lines = switch (format) {
            case JSON -> Optional.empty();
            case JSONL -> Optional.of(new StreamReading(FileFormat.JSONL, CsvOptions.DEFAULT));
            case CSV -> Optional.of(new StreamReading(FileFormat.CSV, written));
        };
        if (format != Format.CSV && !csv.isEmpty()) {
            problems.add(Explanation.of("csv." + new TreeSet<>(csv.keySet()).first() + " is said, and format is "
                            + Problems.word(format))
                    .fix("say format: csv"));
        }
        if (format != Format.JSON && options.containsKey("dataSelector")) {
            problems.add(Explanation.of("dataSelector is '" + dataSelector + "', and format is " + Problems.word(format)
                            + ", where each line or row is a record")
                    .fix("leave dataSelector out"));
        }
        if (format == Format.CSV && !resource.getThrough().isEmpty()) {
            problems.add(Explanation.of("through is for pages of JSON, not for the rows of CSV")
                    .fix("leave it out"));
        }
        problems.raise();
    }

    public String getName() {
        return name;
    }

    public Format getFormat() {
        return format;
    }

    public void setFormat(Format format) {
        this.format = format;
    }

    public Map<String, String> getCsv() {
        return csv;
    }

    public void setCsv(Map<String, String> csv) {
        this.csv = csv;
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
        Source source = Variables.source(exchange, at());
        RecordsBody body = RecordsBody.take(exchange, at(), lines);
        source.readOnce();
        Through through = new Through(resource.getThrough(), exchange);
        return new Resource(
                name,
                hints.orElseThrow().in(exchange),
                extraction -> through.pass(body.pages(records, extraction, source::warn)));
    }
}
