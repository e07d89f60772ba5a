package io.wadi.camel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.alert.Notice;
import io.wadi.flow.alert.Trouble;
import java.util.Locale;
import java.util.Optional;

/**
 * A notice in the form of each channel. What sources say is put where nothing but text can be, and escaped where a channel
 * would still read something into it.
 *
 * @param link to the run, where there is a console
 */
record AlertBodies(Notice notice, Optional<String> link) {
    private String subject() {
        return switch (notice.mood()) {
                    case ALERT -> "🔴 ";
                    case RECOVERY -> "✅ ";
                    case TEST -> "🔔 ";
                }
                + notice.subject();
    }

    /**
     * For an incoming webhook (https://docs.slack.dev/messaging/formatting-message-text): in plain_text nothing is
     * formatted, and the three characters of mentions and links are escaped everywhere.
     */
    String slack() {
        ObjectNode root = object().put("text", slack(subject())).put("mrkdwn", false);
        ArrayNode blocks = root.putArray("blocks");
        section(blocks, subject());
        notice.facts().forEach(fact -> section(blocks, fact.label() + ": " + fact.text()));
        link.ifPresent(to -> section(blocks, to));
        return root.toString();
    }

    private static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "plain_text")
                .put("emoji", false)
                .put("text", slack(text));
    }

    private static String slack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * For a workflow's webhook: an Adaptive Card, whose text runs know no Markdown
     * (https://adaptivecards.io/explorer/TextRun.html).
     */
    String teams() {
        ObjectNode root = object().put("type", "message");
        ObjectNode attachment = root.putArray("attachments").addObject();
        ObjectNode card = attachment
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        card.putObject("msteams").put("width", "Full");
        ArrayNode body = card.putArray("body");
        run(runs(body), subject()).put("weight", "Bolder").put("size", "Medium");
        notice.facts().forEach(fact -> {
            ArrayNode line = runs(body);
            run(line, fact.label() + ": ").put("weight", "Bolder");
            run(line, fact.text());
        });
        link.ifPresent(to -> card.putArray("actions")
                .addObject()
                .put("type", "Action.OpenUrl")
                .put("title", "Open the run")
                .put("url", to));
        return root.toString();
    }

    private static ArrayNode runs(ArrayNode body) {
        return body.addObject().put("type", "RichTextBlock").putArray("inlines");
    }

    private static ObjectNode run(ArrayNode line, String text) {
        return line.addObject().put("type", "TextRun").put("text", text);
    }

    /** For programs. */
    String webhook(String id) {
        ObjectNode root = object().put("id", id)
                .put("event", notice.mood().name().toLowerCase(Locale.ROOT))
                .put("at", notice.at())
                .put("deployment", notice.deployment())
                .put("subject", notice.subject());
        notice.trouble().map(Trouble::word).ifPresent(trouble -> root.put("trouble", trouble));
        notice.run().ifPresent(run -> root.put("run", run));
        link.ifPresent(to -> root.put("link", to));
        ObjectNode facts = root.putObject("facts");
        notice.facts().forEach(fact -> facts.put(fact.label(), fact.text()));
        return root.toString();
    }

    String mailSubject() {
        return switch (notice.mood()) {
                    case ALERT -> "[Wadi] ";
                    case RECOVERY -> "[Wadi] recovered: ";
                    case TEST -> "[Wadi] test: ";
                }
                + notice.subject();
    }

    /** A fact a line; no fact has ends of lines in it. */
    String mail() {
        StringBuilder text = new StringBuilder(notice.subject()).append("\n\n");
        notice.facts()
                .forEach(fact -> text.append(String.format(Locale.ROOT, "%-10s  %s%n", fact.label(), fact.text())));
        link.ifPresent(to -> text.append(String.format(Locale.ROOT, "%-10s  %s%n", "open", to)));
        return text.append('\n').append(notice.at()).append('\n').toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
