package io.wadi.camel;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Camel's YAML, with the options of our endpoints exactly as written. Camel takes {@code header.X-Page} for
 * {@code header.XPage}, shuffles options, of which columns have an order, and splits values at {@code &}.
 */
final class ExactYaml extends YamlRoutesBuilderLoader {
    @Override
    protected RouteBuilder builder(YamlDeserializationContext context, Node root) {
        visit(root);
        return super.builder(context, root);
    }

    private static void visit(Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(ExactYaml::visit);
        } else if (node instanceof MappingNode map) {
            map.getValue().forEach(field -> visit(field.getValueNode()));
            join(map);
        }
    }

    /** Moves the parameters of an endpoint of ours into its uri. */
    private static void join(MappingNode map) {
        List<NodeTuple> fields = map.getValue();
        int uri = find(fields, "uri");
        int parameters = find(fields, "parameters");
        if (uri < 0 || parameters < 0) {
            return;
        }
        if (fields.get(uri).getValueNode() instanceof ScalarNode endpoint
                && endpoint.getValue().startsWith("wadi-")
                && endpoint.getValue().indexOf('?') < 0
                && fields.get(parameters).getValueNode() instanceof MappingNode options) {
            List<String> pairs = new ArrayList<>();
            collect("", options, pairs);
            Node whole = new ScalarNode(
                    Tag.STR,
                    true,
                    endpoint.getValue() + "?" + String.join("&", pairs),
                    ScalarStyle.PLAIN,
                    endpoint.getStartMark(),
                    endpoint.getEndMark());
            List<NodeTuple> joined = new ArrayList<>(fields);
            joined.set(uri, new NodeTuple(fields.get(uri).getKeyNode(), whole));
            joined.remove(parameters);
            map.setValue(joined);
        }
    }

    /** {@code query: {limit: 100}} means {@code query.limit: 100}. */
    private static void collect(String prefix, MappingNode options, List<String> pairs) {
        for (NodeTuple option : options.getValue()) {
            String name = prefix + (option.getKeyNode() instanceof ScalarNode key ? key.getValue() : "");
            if (option.getValueNode() instanceof MappingNode inner) {
                collect(name + ".", inner, pairs);
            } else if (option.getValueNode() instanceof ScalarNode value) {
                pairs.add(name(name) + "=" + whole(name, value.getValue()));
            }
        }
    }

    /** Protects what a field of the source may have in its name. */
    static String name(String option) {
        return option.replace("%", "%25")
                .replace("&", "%26")
                .replace("+", "%2B")
                .replace("=", "%3D");
    }

    /** Protects a value that would be split; what is protected has its percent signs decoded once. */
    static String whole(String value) {
        if (value.startsWith("RAW(") || value.startsWith("RAW{")) {
            return value.replace("%", "%25");
        } else if (!value.contains("&")) {
            return value;
        }
        String safe = value.replace("%", "%25");
        return value.contains(")&") ? "RAW{" + safe + "}" : "RAW(" + safe + ")";
    }

    /** What an option says. JSON is written so that Camel finds nothing in it: no {@code &}, no end of a placeholder. */
    static String whole(String name, String value) {
        return name.equals("body") ? json(value) : whole(value);
    }

    private static String json(String json) {
        StringBuilder plain = new StringBuilder();
        boolean text = false;
        int open = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean ends = open > 0 && json.startsWith("}}", i);
            if (json.startsWith("{{", i) || ends) {
                open += ends ? -1 : 1;
                plain.append(json, i, i + 2);
                i++;
            } else if (c == '}' && plain.length() > 0 && plain.charAt(plain.length() - 1) == '}') {
                plain.append(text ? "\\u007d" : " }");
            } else if (text && c == '&') {
                plain.append("\\u0026");
            } else if (text && c == '\\' && i + 1 < json.length()) {
                plain.append(json, i, i + 2);
                i++;
            } else {
                text ^= c == '"';
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static int find(List<NodeTuple> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
