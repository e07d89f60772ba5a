package io.wadi.load.snowflake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Snowflake's query history says of a statement: JSON, so that cost can be summed by pipeline, load or table. */
record QueryTag(Map<String, String> labels) {
    /** Snowflake's limit, in characters. */
    private static final int LONGEST = 2_000;
    /** Of one label; less where they are too long together, for escapes make them longer. */
    private static final int LONGEST_LABEL = 255;

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
            more.put(label, value);
        }
        return new QueryTag(more);
    }

    @Override
    public String toString() {
        int most = LONGEST_LABEL;
        String tag = json(most);
        while (tag.length() > LONGEST) {
            most /= 2;
            tag = json(most);
        }
        return tag;
    }

    private String json(int most) {
        ObjectNode tag = JsonNodeFactory.instance.objectNode();
        tag.put("app", "wadi");
        labels.forEach((label, value) -> tag.put(label, cut(value, most)));
        return tag.toString();
    }

    /** Never in the middle of a character. */
    private static String cut(String value, int most) {
        int end = Math.min(value.length(), most);
        boolean within = end > 0 && end < value.length() && Character.isHighSurrogate(value.charAt(end - 1));
        return value.substring(0, within ? end - 1 : end);
    }
}
