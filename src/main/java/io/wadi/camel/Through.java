package io.wadi.camel;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.json.Maker;
import io.wadi.extract.json.RecordReader;
import io.wadi.extract.json.Selection;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/**
 * Sends each page through a route of the integrator's, as one exchange. The body is a JSON array of the page's records, in
 * bytes; what comes back - JSON as bytes, text, stream or tree, lists and maps, or nothing - is the page.
 */
final class Through {
    private final String route;
    private final CamelContext context;
    private final Map<String, Object> variables;

    Through(String route, Exchange run) {
        this.route = route;
        this.context = run.getContext();
        this.variables = new HashMap<>(run.getVariables());
    }

    static void check(String route, Problems problems) {
        if (!route.isEmpty() && !route.startsWith("direct:")) {
            problems.add(
                    Explanation.of("through is '" + route + "'").fix("name a route: through: direct:clean-contacts"));
        }
    }

    Pages pass(Pages pages) {
        return route.isEmpty() ? pages : new PassedPages(pages, context.createProducerTemplate());
    }

    private final class PassedPages implements Pages {
        private final Pages pages;
        private final ProducerTemplate template;
        private Optional<RecordReader> passed = Optional.empty();

        PassedPages(Pages pages, ProducerTemplate template) {
            this.pages = pages;
            this.template = template;
        }

        @Override
        public Optional<Page> next() {
            while (true) {
                Optional<Page> page = passed.flatMap(RecordReader::next);
                if (page.isPresent()) {
                    return page;
                }
                Optional<Page> next = pages.next();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                passed = send(json(next.get()));
            }
        }

        private JsonPage json(Page page) {
            if (page instanceof JsonPage json) {
                return json;
            }
            throw new TerminalFailure(Explanation.of(
                            "typed rows - of a database, of CSV or Parquet - do not go through a route: " + route)
                    .at(page.origin().what())
                    .fix("leave through out; a database's query can shape the rows"));
        }

        /** Empty when the route left nothing. */
        private Optional<RecordReader> send(JsonPage page) {
            Origin origin = page.origin();
            String what = origin.what() + ", " + origin.unit() + "s " + origin.first() + " to "
                    + (origin.first() + page.records() - 1) + ", through " + route;
            Exchange exchange = new DefaultExchange(context);
            variables.forEach(exchange::setVariable);
            exchange.getMessage().setBody(JsonBodies.array(page));
            template.send(route, exchange);
            Optional.ofNullable(exchange.getException()).ifPresent(e -> {
                throw failure(what, e);
            });
            Object body = exchange.getMessage().getBody();
            if (body == null) {
                return Optional.empty();
            }
            byte[] json = JsonBodies.bytes(body, exchange)
                    .orElseThrow(() -> new TerminalFailure(Explanation.of(
                                    what + " left a body of " + body.getClass().getName())
                            .fix("leave JSON, or lists and maps")));
            return json.length == 0
                    ? Optional.empty()
                    : Optional.of(new RecordReader(
                            new ByteArrayInputStream(json), Selection.of(JsonPath.ROOT), what, Maker.ROUTE));
        }

        /** The message of a route's own exception is left out, for it may quote the data. */
        private RuntimeException failure(String what, Exception e) {
            return e instanceof Failure failure
                    ? failure
                    : new TerminalFailure(
                            Explanation.of(what + " failed: " + e.getClass().getSimpleName())
                                    .fix("correct the route " + route + "; --verbose shows what it threw"),
                            e);
        }

        @Override
        public void close() {
            template.stop();
            pages.close();
        }
    }
}
