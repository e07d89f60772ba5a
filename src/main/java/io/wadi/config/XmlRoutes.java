package io.wadi.config;

import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML file of routes as far as it has to be known which routes there are and what they call. */
final class XmlRoutes {
    private static final Set<String> CALLS = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich");
    private static final Set<String> AROUND =
            Set.of("camel", "blueprint", "routes", "routeTemplates", "templatedRoutes");

    private final String name;
    private final XMLStreamReader xml;
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Route> templates = new HashMap<>();
    private final List<RouteFile.Use> uses = new ArrayList<>();
    private final List<RouteFile.Id> ids = new ArrayList<>();
    private final List<Explanation> problems = new ArrayList<>();
    private boolean shared;

    private XmlRoutes(String name, XMLStreamReader xml) {
        this.name = name;
        this.xml = xml;
    }

    static RouteFile read(Path path, String name) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(path)) {
            XmlRoutes file = new XmlRoutes(name, factory.createXMLStreamReader(in));
            file.top();
            return new RouteFile(path, file.routes, file.templates, file.uses, file.ids, file.shared, file.problems);
        } catch (XMLStreamException e) {
            int line = Optional.ofNullable(e.getLocation())
                    .map(l -> l.getLineNumber())
                    .orElse(1);
            return broken(path, Explanation.of("not XML").at(new Place(name, line).toString()));
        } catch (IOException e) {
            return broken(
                    path,
                    Explanation.of("cannot be read: " + e.getClass().getSimpleName())
                            .at(name));
        }
    }

    private static RouteFile broken(Path path, Explanation problem) {
        return new RouteFile(path, List.of(), Map.of(), List.of(), List.of(), false, List.of(problem));
    }

    private void top() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT || AROUND.contains(xml.getLocalName())) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "route" -> {
                    Route route = route("route");
                    route.id().ifPresent(id -> ids.add(new RouteFile.Id(id, route.place())));
                    routes.add(route);
                }
                case "routeTemplate" -> {
                    String id = attribute("id").orElse("");
                    ids.add(new RouteFile.Id(id, place()));
                    templates.put(id, route("routeTemplate"));
                }
                case "templatedRoute" -> use();
                case "errorHandler", "onException" ->
                    problems.add(Explanation.of(xml.getLocalName()
                                    + " for all routes would try the innermost step again and not the run")
                            .at(place().toString())
                            .fix("remove it: flows have the retries"));
                default -> {
                    shared = true;
                    skip();
                }
            }
        }
    }

    private Route route(String element) throws XMLStreamException {
        Place place = place();
        Optional<String> id = attribute("id");
        Optional<String> description = attribute("description");
        List<Place> handlers = new ArrayList<>();
        attribute("routeConfigurationId").ifPresent(reference -> handlers.add(place));
        List<Route.Target> targets = new ArrayList<>();
        String from = "";
        for (int event = xml.next();
                !(event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element));
                event = xml.next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String child = xml.getLocalName();
            if (child.equals("from")) {
                from = Route.endpoint(attribute("uri").orElse(""));
            } else if (child.equals("description") && description.isEmpty()) {
                description = Optional.of(xml.getElementText());
            } else if (child.equals("errorHandler") || child.equals("onException")) {
                handlers.add(place());
            } else if (CALLS.contains(child)) {
                Place here = place();
                attribute("uri").ifPresent(uri -> {
                    targets.add(new Route.Target(Route.endpoint(uri), here, Map.of()));
                    Through.in(uri).ifPresent(route -> targets.add(new Route.Target(route, here, Map.of())));
                });
            }
        }
        return new Route(id, description, from, place, targets, handlers);
    }

    private void use() throws XMLStreamException {
        Place place = place();
        String template = attribute("routeTemplateRef").orElse("");
        Optional<String> id = attribute("routeId");
        Map<String, String> parameters = new HashMap<>();
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals("templatedRoute"))) {
            if (xml.isStartElement() && xml.getLocalName().equals("parameter")) {
                parameters.put(attribute("name").orElse(""), attribute("value").orElse(""));
            }
        }
        id.ifPresent(route -> ids.add(new RouteFile.Id(route, place)));
        uses.add(new RouteFile.Use(template, id, parameters, place));
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name));
    }

    private Place place() {
        return new Place(name, xml.getLocation().getLineNumber());
    }
}
