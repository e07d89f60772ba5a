package io.wadi.config;

import io.wadi.model.Explanation;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML file of routes as far as it has to be known which routes there are and what they call. */
final class XmlRoutes {
    private static final Set<String> AROUND =
            Set.of("camel", "blueprint", "routes", "routeTemplates", "templatedRoutes");

    private final String name;
    private final String text;
    private final XMLStreamReader xml;
    private final Findings found = new Findings();
    /** Of the elements around, what their text counts as: a header by its name. */
    private final Deque<String> named = new ArrayDeque<>();

    private XmlRoutes(String name, String text, XMLStreamReader xml) {
        this.name = name;
        this.text = text;
        this.xml = xml;
    }

    static RouteFile read(Path path, String name) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            String text = Files.readString(path);
            XmlRoutes file = new XmlRoutes(name, text, factory.createXMLStreamReader(new StringReader(text)));
            file.top();
            return file.found.file(path, name);
        } catch (XMLStreamException e) {
            int line = Optional.ofNullable(e.getLocation())
                    .map(l -> l.getLineNumber())
                    .orElse(1);
            return broken(path, name, Explanation.of("not XML").at(new Place(name, line).toString()));
        } catch (IOException e) {
            return broken(
                    path,
                    name,
                    Explanation.of("cannot be read: " + e.getClass().getSimpleName())
                            .at(name));
        }
    }

    private static RouteFile broken(Path path, String name, Explanation problem) {
        Findings nothing = new Findings();
        nothing.problems.add(problem);
        return nothing.file(path, name);
    }

    private void top() throws XMLStreamException {
        while (xml.hasNext()) {
            if (next() != XMLStreamConstants.START_ELEMENT || AROUND.contains(xml.getLocalName())) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "route" -> found.named(route("route"));
                case "routeTemplate" -> {
                    String id = attribute("id").orElse("");
                    found.ids.add(new RouteFile.Id(id, place()));
                    found.templates.put(id, route("routeTemplate"));
                }
                case "templatedRoute" -> use();
                case "errorHandler", "onException" -> found.handlerOfAll(xml.getLocalName(), place());
                default -> {
                    found.shared = true;
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
        attribute("routeConfigurationId").or(() -> attribute("errorHandlerRef")).ifPresent(ref -> handlers.add(place));
        List<Route.Target> targets = new ArrayList<>();
        Route.Target from = Route.Target.of("", place);
        for (int event = next();
                !(event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element));
                event = next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String child = xml.getLocalName();
            if (child.equals("from")) {
                from = target(attribute("uri").orElse(""), false);
            } else if (child.equals("description") && description.isEmpty()) {
                description = Optional.of(elementText());
            } else if (child.equals("errorHandler") || child.equals("onException")) {
                handlers.add(place());
            } else if (Findings.CALLS.contains(child)) {
                attribute("uri").ifPresent(uri -> found.call(child, target(uri, child.equals(Findings.LATE)), targets));
            } else if (child.equals("templateParameter")) {
                attribute("name").ifPresent(found.parameters::add);
            }
        }
        return new Route(id, description, from, place, targets, handlers);
    }

    private Route.Target target(String uri, boolean late) {
        return new Route.Target(Route.endpoint(uri), uri, place(), late, UriOptions.in(uri, this::place), Set.of());
    }

    private int next() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String attribute = xml.getAttributeLocalName(i);
                found.literals.add(new Literal(
                        attribute.equals("value") ? attribute("name").orElse(attribute) : attribute,
                        xml.getAttributeValue(i),
                        place(attribute)));
                UriOptions.in(xml.getAttributeValue(i), this::place)
                        .forEach((option, o) -> found.literals.add(new Literal(option, o.value(), o.place())));
            }
            String outer = Optional.ofNullable(named.peek()).orElse("");
            named.push(attribute("name")
                    .orElse(Findings.VALUES.contains(xml.getLocalName()) ? outer : xml.getLocalName()));
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            named.pop();
        } else if (event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
            found.literals.add(new Literal(
                    Optional.ofNullable(named.peek()).orElse(""),
                    xml.getText().strip(),
                    new Place(name, xml.getLocation().getLineNumber())));
        }
        return event;
    }

    private String elementText() throws XMLStreamException {
        StringBuilder said = new StringBuilder();
        while (next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isCharacters()) {
                said.append(xml.getText());
            }
        }
        return said.toString();
    }

    private void use() throws XMLStreamException {
        Place place = place();
        String template = attribute("routeTemplateRef").orElse("");
        Optional<String> id = attribute("routeId");
        Map<String, String> parameters = new HashMap<>();
        while (!(next() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("templatedRoute"))) {
            if (xml.isStartElement() && xml.getLocalName().equals("parameter")) {
                parameters.put(attribute("name").orElse(""), attribute("value").orElse(""));
            }
        }
        id.ifPresent(route -> found.ids.add(new RouteFile.Id(route, place)));
        found.uses.add(new RouteFile.Use(template, id, parameters, place));
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name));
    }

    /** Where the element begins: the reader itself only knows where it ends. */
    private Place place() {
        return line(begin());
    }

    /** Where an option or attribute of the element stands. */
    private Place place(String option) {
        int begin = begin();
        Matcher found = Pattern.compile("[?&;\\s]" + Pattern.quote(option) + "\\s*=")
                .matcher(text)
                .region(begin, Math.max(begin, end()));
        return line(found.find() ? found.end() - 1 : begin);
    }

    private int end() {
        return Math.min(text.length(), xml.getLocation().getCharacterOffset());
    }

    private int begin() {
        return Math.max(0, text.lastIndexOf('<', Math.max(0, end() - 1)));
    }

    private Place line(int offset) {
        return new Place(
                name,
                1
                        + (int) text.substring(0, offset)
                                .chars()
                                .filter(c -> c == '\n')
                                .count());
    }
}
