package io.wadi.camel;

import io.wadi.extract.window.Placeholders;
import io.wadi.extract.window.Windows;
import io.wadi.model.Explanation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** What the options {@code window.…} say; the range may be different in each run. */
record WindowOptions(Map<String, RunText> texts) {
    private static final List<String> KEYS = List.of("start", "end", "step");
    private static final String WINDOW = "window.";

    static WindowOptions of(Map<String, String> options, CamelContext context, Problems problems) {
        options.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> problems.unknown(WINDOW + key, WINDOW, KEYS));
        if (!options.isEmpty() && !options.containsKey("start") && KEYS.containsAll(options.keySet())) {
            problems.add(Explanation.of("a window has no window.start")
                    .fix("say where it begins: {cursor.start}, or a date"));
        }
        problems.read("window.step", options.getOrDefault("step", ""), step -> Windows.amount(step, false));
        Map<String, RunText> texts = new LinkedHashMap<>();
        options.forEach((key, text) -> {
            Placeholders.unknown(text)
                    .ifPresent(name -> problems.wrong(
                            WINDOW + key,
                            "{" + name + "}",
                            Placeholders.NAMES.stream()
                                    .map(known -> "{" + known + "}")
                                    .sorted()
                                    .toList()));
            texts.put(key, RunText.of(context, WINDOW + key, text, problems));
        });
        return new WindowOptions(texts);
    }

    boolean isEmpty() {
        return !texts.containsKey("start");
    }

    Optional<Windows> in(Exchange exchange) {
        return text("start", exchange).map(start -> new Windows(start, text("end", exchange), text("step", exchange)));
    }

    private Optional<String> text(String key, Exchange exchange) {
        return Optional.ofNullable(texts.get(key)).flatMap(text -> text.in(exchange));
    }
}
