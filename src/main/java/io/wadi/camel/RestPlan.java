package io.wadi.camel;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.rest.Auth;
import io.wadi.extract.rest.JsonBody;
import io.wadi.extract.rest.Method;
import io.wadi.extract.rest.Paginator;
import io.wadi.extract.rest.RestResource;
import io.wadi.extract.rest.RestTemplate;
import io.wadi.extract.window.Placeholders;
import io.wadi.extract.window.Windows;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The options of a REST endpoint, read once and checked; a run fills in its parameters. */
final class RestPlan {
    private static final List<String> WINDOW = List.of("start", "end", "step");

    private final Problems problems;
    /** The placeholders of a parent's fields. */
    private final Set<String> asked = new TreeSet<>();

    private final CamelContext context;
    private final RunText url;
    private final Map<String, RunText> query;
    private final Map<String, RunText> header;
    private final Map<String, RunText> window;
    private final Method method;
    private final Optional<BodyText> body;
    private final Optional<JsonPath> records;
    private final Paginator paginator;
    private final Optional<Auth> auth;
    private final ChainPlan chains;

    RestPlan(
            RequestConfiguration request,
            PaginatorConfiguration pages,
            ChainConfiguration chains,
            Optional<Auth> auth,
            Set<String> given,
            CamelContext context,
            Problems problems) {
        this.problems = problems;
        this.context = context;
        if (request.getUrl().isEmpty()) {
            problems.add(
                    Explanation.of("there is no url").fix("say where the API is: url: https://api.example.com/items"));
        }
        this.url = text("url", request.getUrl());
        this.query = texts("query.", request.getQuery());
        this.header = texts("header.", request.getHeader());
        this.window = window(request.getWindow());
        this.records = request.getDataSelector().equals("auto")
                ? Optional.empty()
                : problems.read("dataSelector", request.getDataSelector(), JsonPath::parse);
        this.method = method(request.getMethod());
        this.body = body(request);
        this.paginator = new PaginatorPlan(pages, given, body.map(BodyText::json), method, problems).paginator();
        this.auth = auth;
        this.chains = ChainPlan.of(chains, request.getUrl(), asked, given, problems);
    }

    Reading reading() {
        return chains.reading();
    }

    RestResource in(Exchange exchange) {
        String address = url.in(exchange)
                .orElseThrow(() -> new ConfigurationFailure(Explanation.of("url is empty in this run")
                        .fix("give the parameter that it is made of, with --parameter NAME=VALUE")));
        return new RestResource(
                new RestTemplate(
                        method, address, in(query, exchange), in(header, exchange), body.map(b -> b.in(exchange))),
                records,
                paginator,
                windows(exchange),
                auth,
                chains.parallel(),
                chains.parent());
    }

    private Optional<Windows> windows(Exchange exchange) {
        Map<String, String> texts = in(window, exchange);
        return Optional.ofNullable(texts.get("start"))
                .map(start -> new Windows(
                        start, Optional.ofNullable(texts.get("end")), Optional.ofNullable(texts.get("step"))));
    }

    private static Map<String, String> in(Map<String, RunText> texts, Exchange exchange) {
        Map<String, String> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> text.in(exchange).ifPresent(value -> values.put(name, value)));
        return values;
    }

    private RunText text(String option, String text) {
        asked.addAll(Placeholders.ofParents(text));
        Placeholders.unknown(text)
                .ifPresent(name -> problems.wrong(
                        option,
                        "{" + name + "}",
                        Placeholders.NAMES.stream()
                                .map(known -> "{" + known + "}")
                                .sorted()
                                .toList()));
        try {
            Placeholders.checkFormats(text);
        } catch (IllegalArgumentException e) {
            problems.add(Explanation.of(option + ": " + e.getMessage())
                    .fix("it is " + String.join(", ", Placeholders.FORMATS)
                            + " or a pattern such as yyyy-MM-dd'T'HH:mm:ss'Z'"));
        }
        return RunText.of(context, option, text, problems);
    }

    private Method method(String word) {
        for (Method known : Method.values()) {
            if (known.name().equalsIgnoreCase(word)) {
                return known;
            }
        }
        problems.wrong(
                "method", word, Stream.of(Method.values()).map(Method::name).toList());
        return Method.GET;
    }

    private Optional<BodyText> body(RequestConfiguration request) {
        if (request.getBody().isBlank()) {
            return Optional.empty();
        }
        if (method != Method.POST) {
            problems.add(Explanation.of("body without method: POST").fix("say method: POST, or leave out body"));
        }
        return problems.read("body", request.getBody(), JsonBody::parse)
                .map(json -> BodyText.of(json, text -> text("body", text)));
    }

    private Map<String, RunText> texts(String prefix, Map<String, String> options) {
        Map<String, RunText> texts = new LinkedHashMap<>();
        options.forEach((name, text) -> texts.put(name, text(prefix + name, text)));
        return texts;
    }

    private Map<String, RunText> window(Map<String, String> options) {
        options.keySet().stream()
                .filter(key -> !WINDOW.contains(key))
                .sorted()
                .forEach(key -> problems.unknown("window." + key, "window.", WINDOW));
        if (!options.isEmpty() && !options.containsKey("start") && WINDOW.containsAll(options.keySet())) {
            problems.add(Explanation.of("a window has no window.start")
                    .fix("say where it begins: {cursor.start}, or a date"));
        }
        problems.read("window.step", options.getOrDefault("step", ""), step -> Windows.amount(step, false));
        return texts("window.", options);
    }
}
