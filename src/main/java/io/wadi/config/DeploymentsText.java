package io.wadi.config;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** {@code deployments.yaml} as people wrote it, with an entry more at the end of its list: comments and form stay. */
public final class DeploymentsText {
    private static final String KEY = "deployments";
    private static final String INDENT = "  ";

    private final List<String> lines;
    private final String lineEnd;

    private DeploymentsText(String text) {
        lines = new ArrayList<>(text.lines().toList());
        lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /**
     * @param text of the file, which is YAML; empty where there is none
     * @param entry lines that begin with {@code - name:}, at the margin
     * @throws ConfigurationFailure when the list is written in a form that has no place for it
     */
    public static String with(String text, String entry) {
        DeploymentsText file = new DeploymentsText(text);
        file.add(new Compose(LoadSettings.builder().build()).composeString(text), entry);
        return String.join(file.lineEnd, file.lines) + file.lineEnd;
    }

    private void add(Optional<Node> root, String entry) {
        if (root.isEmpty()) {
            list("", entry);
            return;
        }
        if (!(root.get() instanceof MappingNode map)) {
            throw refused(root.get());
        }
        List<NodeTuple> fields = map.getValue();
        if (map.getFlowStyle() == FlowStyle.FLOW || fields.isEmpty()) {
            throw refused(map);
        }
        String margin = " ".repeat(start(fields.get(0).getKeyNode()).getColumn());
        Optional<NodeTuple> found = fields.stream()
                .filter(field -> field.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(KEY))
                .findFirst();
        if (found.isEmpty()) {
            list(margin, entry);
            return;
        }
        Node value = found.get().getValueNode();
        if (value instanceof SequenceNode list && !list.getValue().isEmpty()) {
            after(list, entry);
        } else if (value instanceof SequenceNode || isNull(value)) {
            clear(value);
            insert(start(found.get().getKeyNode()).getLine() + 1, margin + INDENT, entry);
        } else {
            throw refused(value);
        }
    }

    /** The key with its first entry, at the end. */
    private void list(String margin, String entry) {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isBlank()) {
            lines.add("");
        }
        lines.add(margin + KEY + ":");
        insert(lines.size(), margin + INDENT, entry);
    }

    private void after(SequenceNode list, String entry) {
        Mark start = start(list);
        if (list.getFlowStyle() == FlowStyle.FLOW || lines.get(start.getLine()).charAt(start.getColumn()) != '-') {
            throw refused(list);
        }
        int margin = start.getColumn();
        int end = list.getEndMark()
                .map(mark -> mark.getLine() < lines.size()
                                && !lines.get(mark.getLine())
                                        .substring(0, mark.getColumn())
                                        .isBlank()
                        ? mark.getLine() + 1
                        : mark.getLine())
                .orElse(lines.size());
        while (isNobodys(lines.get(end - 1), margin)) {
            end--;
        }
        int size = list.getValue().size();
        int last = start(list.getValue().get(size - 1)).getLine();
        if (size > 1 && lines.get(last - 1).isBlank()) {
            lines.add(end++, "");
        }
        insert(end, " ".repeat(margin), entry);
    }

    /** What stands between the last entry and the next key: a comment that is indented more is the entry's own. */
    private static boolean isNobodys(String line, int margin) {
        return line.isBlank()
                || (line.stripLeading().startsWith("#")
                        && line.length() - line.stripLeading().length() <= margin);
    }

    private static boolean isNull(Node value) {
        return value instanceof ScalarNode scalar && List.of("", "~", "null").contains(scalar.getValue());
    }

    /** Takes out what stands for an empty list. */
    private void clear(Node value) {
        Mark start = start(value);
        Mark end = value.getEndMark().orElse(start);
        if (start.getLine() != end.getLine()) {
            throw refused(value);
        }
        if (start.getColumn() < end.getColumn()) {
            String line = lines.get(start.getLine());
            lines.set(
                    start.getLine(),
                    (line.substring(0, start.getColumn()) + line.substring(end.getColumn())).stripTrailing());
        }
    }

    private void insert(int at, String margin, String entry) {
        lines.addAll(at, entry.lines().map(line -> margin + line).toList());
    }

    private static Mark start(Node node) {
        return node.getStartMark().orElseThrow();
    }

    private static ConfigurationFailure refused(Node node) {
        return new ConfigurationFailure(
                Explanation.of("nothing can be added to the list of deployments as it is written")
                        .at(DeploymentsFile.FILE + ":" + (start(node).getLine() + 1))
                        .fix("write it in lines, each entry beginning with - name: ..."));
    }
}
