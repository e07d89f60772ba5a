package io.wadi.flow.kubernetes;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * An object of Kubernetes.
 *
 * @param name valid there, and a file's name
 * @param tree maps, lists, texts and numbers, in the order in which they are written
 * @param notes for people: what Kubernetes does otherwise than Wadi
 */
public record Manifest(String name, Map<String, Object> tree, List<String> notes) {
    /** Kubernetes reads YAML 1.1, where more is a truth, a number or a time than in what this is written by. */
    private static final Pattern NO_TEXT_IN_KUBERNETES = Pattern.compile("(?is)y|n|yes|no|on|off|[-+.]?\\d.*");

    private static final DumpSettings BLOCK = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setExplicitStart(true)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(Integer.MAX_VALUE)
            .build();

    public Manifest {
        requireNonNull(name);
        requireNonNull(tree);
        notes = List.copyOf(notes);
    }

    /** A document of YAML, which begins with the notes. */
    public String yaml() {
        String document = new Dump(BLOCK, new Quoting()).dumpToString(tree);
        return document.replaceFirst(
                "\n", "\n" + notes.stream().map(note -> "# " + note + "\n").collect(Collectors.joining()));
    }

    private static final class Quoting extends StandardRepresenter {
        Quoting() {
            super(BLOCK);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            boolean quoted =
                    tag.equals(Tag.STR) && NO_TEXT_IN_KUBERNETES.matcher(value).matches();
            return super.representScalar(tag, value, quoted ? ScalarStyle.DOUBLE_QUOTED : style);
        }
    }
}
