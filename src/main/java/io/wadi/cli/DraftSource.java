package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.TextNode;
import io.wadi.extract.sql.Survey;
import io.wadi.model.Explanation;
import io.wadi.server.console.Workshop;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a draft reads: looked at before anything is written, and as routes and settings say it. */
interface DraftSource {
    /**
     * A step of the source's route.
     *
     * @param options a line each
     */
    record Step(String uri, List<String> options) {
        public Step {
            requireNonNull(uri);
            options = List.copyOf(options);
        }
    }

    Workshop.Tested test();

    List<Workshop.Table> tables();

    /** How further pages could be asked for. */
    default List<Workshop.Choice> pagings() {
        return List.of();
    }

    /** The first rows of a table, as the source has them. */
    Survey.Sample sample(String table);

    /** What the resource of a table is called in routes. */
    String resource(String table);

    /** Why what was chosen cannot be read together. */
    default List<Explanation> problems() {
        return List.of();
    }

    /** What it is, in words. */
    String about();

    List<Step> steps();

    /** Lines of settings that are new, with comments; empty where none are. */
    default String settings() {
        return "";
    }

    /** By their names; none where nothing new is to be kept. */
    default Map<String, String> secrets() {
        return Map.of();
    }

    /** In quotes, whatever it is: JSON is YAML, too. */
    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** As the value of a property. */
    static String escaped(String text) {
        String escaped = text.replace("\\", "\\\\");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }

    /** A name of a resource that is made of something; another where nothing of it is left. */
    static String plain(String text, String otherwise) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_").replaceAll("^[^a-z]+|_+$", "");
        return plain.isEmpty() ? otherwise.replace('-', '_') : plain;
    }
}
