package io.wadi.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** JSON as what the readers of YAML read, so that one set of rules holds for both. */
final class JsonNodes {
    private JsonNodes() {}

    static Node of(JsonNode json) {
        if (json.isObject()) {
            List<NodeTuple> fields = new ArrayList<>();
            json.properties().forEach(field -> fields.add(new NodeTuple(scalar(field.getKey()), of(field.getValue()))));
            return new MappingNode(Tag.MAP, fields, FlowStyle.FLOW);
        }
        if (json.isArray()) {
            List<Node> items = new ArrayList<>();
            json.forEach(item -> items.add(of(item)));
            return new SequenceNode(Tag.SEQ, items, FlowStyle.FLOW);
        }
        return scalar(json.isNull() ? "" : json.asText());
    }

    private static Node scalar(String text) {
        return new ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
    }
}
