package io.wadi.load.snowflake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Snowflake's query history says of a statement: JSON, so that cost can be summed by pipeline, load or table. */
record QueryTag(Map<String, String> labels) {
    /** Snowflake takes 2,000 characters in all. */
    private static final int LONGEST = 255;

    QueryTag {
        labels = new LinkedHashMap<>(labels);
    }

    static QueryTag of(Map<String, String> labels) {
        QueryTag tag = new QueryTag(Map.of());
        for (Map.Entry<String, String> label : labels.entrySet()) {
            tag = tag.with(label.getKey(), label.getValue());
        }
        return tag;
    }

    /** With one more label, where it says something. */
    QueryTag with(String label, String value) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        if (!value.isEmpty()) {
            more.put(label, value.substring(0, Math.min(value.length(), LONGEST)));
        }
        return new QueryTag(more);
    }

    @Override
    public String toString() {
        ObjectNode tag = JsonNodeFactory.instance.objectNode();
        tag.put("app", "wadi");
        labels.forEach(tag::put);
        return tag.toString();
    }
}
